/** Ends the title of a suite that is skipped for want of parts; the reporter counts them by it. */
export const missingPartMark = /\[missing part: ([\w, ]+)\]$/;
