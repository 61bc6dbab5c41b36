/**
 * Stands in for @grpc/proto-loader in the bundle: grpc-js loads proto files only for its channelz and admin services,
 * which the doctor does not offer.
 */
export const loadSync = (): never => {
  throw new Error('proto files are not loaded here');
};
