import './clean-environment.ts';
import { afterAll } from 'vitest';
import { end } from './at-end.ts';

afterAll(end);
