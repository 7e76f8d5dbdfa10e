// Preloaded into Node: a server that names no address listens on 127.0.0.1 instead of every interface; and so does one
// that says `localhost`, which is ::1 to Node on most machines, where nobody looks for it.
const { Server } = require('node:net');

const ELSEWHERE = new Set([undefined, null, '', '::', '0.0.0.0', 'localhost']);

const listen = Server.prototype.listen;

Server.prototype.listen = function listenHere(...given) {
  const [first, second] = given;
  if (typeof first === 'number' && typeof second !== 'string') {
    const rest = given.slice(1).filter((value) => value !== undefined && value !== null);
    return listen.call(this, first, '127.0.0.1', ...rest);
  }
  const options = first !== null && typeof first === 'object';
  const anywhere = options && ELSEWHERE.has(first.host);
  if (options && first.port !== undefined && anywhere) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...given.slice(1));
  }
  if (typeof first === 'number' && ELSEWHERE.has(second)) {
    return listen.call(this, first, '127.0.0.1', ...given.slice(2));
  }
  return listen.apply(this, given);
};
