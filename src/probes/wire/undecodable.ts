/** Bytes that no decoder takes: JSON that ends too early, or a field of protobuf that claims to be longer than the body. */
export const undecodable = (json: boolean): Buffer =>
  json ? Buffer.from('{"') : Buffer.from([0x0a, 0x7f, 0x00]);
