// Preloaded into Node: a server that names no address listens on 127.0.0.1 instead of every interface.
const { Server } = require('node:net');

const listen = Server.prototype.listen;

Server.prototype.listen = function listenHere(...given) {
  const [first, second] = given;
  if (typeof first === 'number' && typeof second !== 'string') {
    const rest = given.slice(1).filter((value) => value !== undefined && value !== null);
    return listen.call(this, first, '127.0.0.1', ...rest);
  }
  const options = first !== null && typeof first === 'object';
  const anywhere = options && (!first.host || first.host === '::' || first.host === '0.0.0.0');
  if (options && first.port !== undefined && anywhere) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...given.slice(1));
  }
  if (typeof first === 'number' && (second === '::' || second === '0.0.0.0')) {
    return listen.call(this, first, '127.0.0.1', ...given.slice(2));
  }
  return listen.apply(this, given);
};
