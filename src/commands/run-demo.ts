import type { Session } from './session.ts';
export const runDemo = async (session: Session): Promise<void> => {
  session.finish(0);
};
