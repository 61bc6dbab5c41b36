import type { CheckCode } from '../../model/check-code.ts';
import type { SettingEffect } from '../../model/target.ts';
import type { Given } from '../settings.ts';

/** Something about one given value, before it is known which signals it concerns. */
export interface Remark {
  readonly code: CheckCode;
  readonly effect: SettingEffect;
  readonly detail: string;
  readonly given: Given;
  readonly repaired: string | null;
  /** The name that was meant, for a misspelt variable. */
  readonly rename?: string;
  /** The name that was meant and is set, too. */
  readonly meant?: string;
  /** False where the value may hold a secret. */
  readonly showable: boolean;
}

export const remark = (
  given: Given,
  code: CheckCode,
  effect: SettingEffect,
  detail: string,
  repaired: string | null = null,
): Remark => ({ code, effect, detail, given, repaired, showable: true });

/** A setting as an SDK reads it, with what is to be said of its value. */
export interface Read<T> {
  readonly value: T;
  /** The value that decided; null when the default did. */
  readonly by: Given | null;
  readonly remarks: readonly Remark[];
}

export const isFatal = ({ effect }: Remark): boolean =>
  effect === 'does-not-start' || effect === 'sends-nothing';
