/** Bytes that come in pieces and are put together at a cost that follows the bytes, however small the pieces are. */
export interface Pieces {
  readonly length: number;
  add(piece: Buffer): void;
  /** Whether so many pieces of so few bytes came that nobody sends like that but to do harm. */
  isCrumbled(): boolean;
  whole(): Buffer;
}

/** Pieces of this size are kept as they are; smaller ones are copied together. */
const KEPT = 4 * 1024;

const BLOCK = 16 * 1024;

/** As many pieces come in any size; after that they must have bytes in them on the average. */
const FREE_PIECES = 20_000;
const FEWEST_BYTES = 64;

/**
 * Each piece of a stream is an object of some hundred bytes, which also holds all that was read together with it: a body
 * of one-byte chunks would take hundreds of times its size. https://nodejs.org/api/buffer.html#buffer-byteoffset
 */
export const createPieces = (): Pieces => {
  const pieces: Buffer[] = [];
  let block = Buffer.alloc(0);
  let filled = 0;
  let length = 0;
  let count = 0;
  const seal = (): void => {
    if (filled > 0) pieces.push(block.subarray(0, filled));
    block = block.subarray(filled);
    filled = 0;
  };
  const copy = (piece: Buffer): void => {
    if (piece.length > block.length - filled) {
      seal();
      block = Buffer.allocUnsafeSlow(Math.max(BLOCK, piece.length));
    }
    filled += piece.copy(block, filled);
  };
  return {
    get length() {
      return length;
    },
    add: (piece) => {
      length += piece.length;
      count += 1;
      // What is kept must be most of what it holds on to.
      if (piece.length < KEPT || piece.length * 2 < piece.buffer.byteLength) return copy(piece);
      seal();
      pieces.push(piece);
    },
    isCrumbled: () => count > FREE_PIECES && length < count * FEWEST_BYTES,
    whole: () => {
      seal();
      return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, length);
    },
  };
};
