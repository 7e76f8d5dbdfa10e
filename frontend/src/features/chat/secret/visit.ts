// One look at a secret room: come in, read on from where this device stopped, and put the group of devices in order.
import { type Schemas, refusedFor } from '@/api/client';
import { newId } from '@/lib/ids';
import * as doors from './doors';
import * as group from './group';
import { type GroupDevice, type Keys, isPackageOf, makePackage } from './keys';
import { Batch, type Plain, type Progress, type Safe } from './safe';

type Message = Schemas['Message'];
type State = Schemas['SecretState'];

const TRIES = 6;
const ASK_AGAIN_MS = 10 * 60_000;
const asked = new Map<string, number>();

interface Pending {
  id: string;
  epoch: number;
}

/** The same instant is written in more than one way. */
const instant = (at: string | null): number | null => (at === null ? null : Date.parse(at));

export class Visit {
  state: group.ClientState | null = null;
  private commits = new Map<number, Schemas['Commit']>();

  constructor(
    readonly safe: Safe,
    readonly keys: Keys,
    readonly room: string,
    readonly people: readonly string[],
    readonly progress: Progress,
  ) {}

  /** `stale`: the server wants the group changed before anything more is said. */
  async settle(stale = false): Promise<void> {
    let changed = !stale;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const server = await doors.stateOf(this.room);
      if (!this.state && !(await this.getIn(server))) continue;
      await this.readOn(server.epoch ?? 0);
      if (!this.state) continue;
      const made = await this.tidy(server, !changed);
      if (made === 'nothing to do') return;
      changed ||= made === 'done';
    }
    throw new Error('the group of devices does not come to rest');
  }

  private async getIn(server: State): Promise<boolean> {
    const own = await makePackage(this.keys);
    if (server.epoch === null) {
      const alone = await group.begin(this.room, this.people, this.keys, own);
      const others = server.devices.filter(({ id }) => id !== this.keys.id);
      const made = await group.change(alone, await this.packages(others), []);
      return this.commit(0, 'secret_started', made);
    }
    if (await this.welcomed()) return true;
    const made = await group.comeIn(server.way_in ?? '', this.room, this.people, this.keys, own);
    return this.commit(server.epoch, 'device_added', made);
  }

  /** Somebody has taken this device in while it was away: it reads from there on. */
  private async welcomed(): Promise<boolean> {
    let [more, after] = [true, 0];
    const found: Schemas['Commit'][] = [];
    while (more) {
      const page = await doors.commitsAfter(this.room, after);
      found.push(...page.data);
      [more, after] = [page.more, page.data.at(-1)?.epoch ?? after];
    }
    for (const { welcome } of found.reverse()) {
      if (!welcome) continue;
      for (const ref of group.refsOf(welcome)) {
        const own = await this.safe.package(ref);
        if (!own) continue;
        try {
          this.state = await group.enter(welcome, this.room, this.people, this.keys, own);
        } catch {
          return false; // it comes in by itself
        }
        const batch = own.lastResort ? new Batch() : new Batch().put(`package ${ref}`, null);
        await this.save(batch);
        return true;
      }
    }
    return false;
  }

  private async packages(devices: State['devices']): Promise<string[]> {
    const now = Date.now();
    const wanted = devices.filter(({ id }) => (asked.get(id) ?? 0) < now - ASK_AGAIN_MS);
    if (wanted.length === 0) return [];
    for (const { id } of wanted) asked.set(id, now);
    const { data } = await doors.packagesOf(
      this.room,
      wanted.map(({ id }) => id),
    );
    const good: string[] = [];
    for (const one of data) {
      const device = wanted.find(({ id }) => id === one.device_id);
      if (!device) continue;
      const known = { userId: device.user_id, id: device.id, key: device.signature_key };
      if (await isPackageOf(one.package, known)) good.push(one.package);
    }
    return good;
  }

  /** Taken by the server or not; what comes of it is kept before, for an answer that never arrives. */
  private async commit(
    epoch: number,
    what: Schemas['NewCommit']['what'],
    made: group.Changed,
  ): Promise<boolean> {
    const pending: Pending = { id: newId(), epoch: epoch + 1 };
    const after = `pending state ${this.room}`;
    await this.safe.write(
      new Batch().put(`pending ${this.room}`, pending).bytes(after, group.store(made.state)),
    );
    try {
      const { change, welcome, wayIn } = made;
      await doors.commit(this.room, pending.id, { epoch, what, change, welcome, way_in: wayIn });
    } catch (failure) {
      if (refusedFor(failure, 'epoch_passed')) return false;
      throw failure;
    }
    this.state = made.state;
    await this.save(new Batch().put(`pending ${this.room}`, null).bytes(after, null));
    return true;
  }

  /** Follow the others to this epoch. Where the way is lost, this device comes in anew. */
  private async advance(to: number): Promise<void> {
    while (this.state && group.epochOf(this.state) < to) {
      const next = await this.commitFor(group.epochOf(this.state) + 1);
      if (!next) return void (this.state = null);
      const pending = await this.safe.get<Pending>(`pending ${this.room}`);
      if (pending?.id === next.message_id) {
        const kept = await this.safe.bytes(`pending state ${this.room}`);
        this.state = kept && group.restore(kept, this.people);
        continue;
      }
      try {
        this.state = await group.follow(this.state, next.change, this.room, this.people);
      } catch {
        this.state = null;
      }
      if (this.state && !this.devices().some(({ id }) => id === this.keys.id)) this.state = null;
    }
  }

  private async commitFor(epoch: number): Promise<Schemas['Commit'] | undefined> {
    if (!this.commits.has(epoch))
      for (const one of (await doors.commitsAfter(this.room, epoch - 1)).data)
        this.commits.set(one.epoch, one);
    return this.commits.get(epoch);
  }

  private async readOn(epoch: number): Promise<void> {
    for (let more = true; more && this.state;) {
      const page = await doors.messagesAfter(this.room, this.progress.seq);
      const batch = new Batch();
      for (const message of page.data) {
        await this.read(message, batch);
        this.progress.seq = Math.max(this.progress.seq, message.seq);
      }
      await this.save(batch);
      more = page.later;
    }
    const before = this.state;
    await this.advance(epoch);
    if (this.state !== before) await this.save(new Batch());
  }

  /** What it says is kept as it is opened: its keys are good once. */
  async read(message: Message, batch: Batch): Promise<void> {
    const { id, sealed, author, edited_at, expires_at, deleted_at } = message;
    const name = `said ${this.room} ${id}`;
    const known = await this.safe.get<Plain>(name);
    if (deleted_at && known) batch.put(name, null);
    if (!sealed || deleted_at || (known && instant(known.at) === instant(edited_at))) return;
    await this.advance(sealed.epoch);
    const plain: Plain = { words: known?.words ?? null, at: edited_at, expires: expires_at };
    if (this.state && author)
      try {
        const made = await group.open(this.state, sealed.text, id, author.id);
        this.state = made.state;
        plain.words = made.words;
      } catch {
        plain.words = null;
      }
    batch.put(name, plain);
  }

  /** Out with those who are signed out, in with those who have keys and are not here. */
  private async tidy(server: State, must: boolean): Promise<'nothing to do' | 'done' | 'again'> {
    const state = this.state;
    if (!state) return 'again';
    const leaves = this.devices();
    const dead = leaves.filter(
      ({ id, key }) => !server.devices.some((one) => one.id === id && one.signature_key === key),
    );
    const add = await this.packages(
      server.devices.filter(({ id }) => !leaves.some((leaf) => leaf.id === id)),
    );
    if (dead.length === 0 && add.length === 0 && !must) return 'nothing to do';
    const what = dead.length ? 'device_removed' : add.length ? 'device_added' : 'keys_renewed';
    const remove = dead.map(({ leaf }) => leaf);
    const made = await group.change(state, add, remove);
    return (await this.commit(group.epochOf(state), what, made)) ? 'done' : 'again';
  }

  devices(): GroupDevice[] {
    return this.state ? group.devicesOf(this.state) : [];
  }

  /** The state and whatever belongs to it, together. */
  async save(batch: Batch): Promise<void> {
    const kept = this.state && group.store(this.state);
    await this.safe.write(
      batch.bytes(`state ${this.room}`, kept).put(`progress ${this.room}`, this.progress),
    );
  }
}
