'use strict';

/** What is to be wrong with the application: the value of FAULT; empty where everything is right. */
exports.fault = process.env.FAULT ?? '';
exports.calls = Number(process.env.CALLS ?? 3);
exports.host = '127.0.0.1';
