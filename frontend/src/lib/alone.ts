// One at a time: on a phone there is one app, so a promise in line is enough.
let line: Promise<unknown> = Promise.resolve();

export function alone<Result>(_name: string, run: () => Promise<Result>): Promise<Result> {
  const turn = line.then(run, run);
  line = turn.catch(() => undefined);
  return turn;
}
