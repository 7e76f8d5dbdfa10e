// What the server does for secret rooms: public keys, one change of the group after the other, and what it cannot read.
import { type Schemas, api, ask } from '@/api/client';

const at = (room: string) => ({ path: { room_id: room } });

export const stateOf = (room: string) => ask(api.GET('/api/v1/rooms/{room_id}/secret', { params: at(room) }));

export const commitsAfter = (room: string, epoch: number) =>
  ask(
    api.GET('/api/v1/rooms/{room_id}/secret/commits', {
      params: { ...at(room), query: { after: epoch } },
    }),
  );

export const messagesAfter = (room: string, seq: number) =>
  ask(
    api.GET('/api/v1/rooms/{room_id}/messages', {
      params: { ...at(room), query: { after: seq, limit: 200 } },
    }),
  );

export const packagesOf = (room: string, devices: string[]) =>
  ask(api.POST('/api/v1/rooms/{room_id}/secret/packages', { params: at(room), body: { devices } }));

export const commit = (room: string, message: string, body: Schemas['NewCommit']) =>
  ask(
    api.PUT('/api/v1/rooms/{room_id}/secret/commits/{message_id}', {
      params: { path: { room_id: room, message_id: message } },
      body,
    }),
  );

export const myDevices = () => ask(api.GET('/api/v1/users/me/secret/devices'));

export const putDevice = (device: string, signature_key: string) =>
  ask(
    api.PUT('/api/v1/users/me/secret/devices/{device_id}', {
      params: { path: { device_id: device } },
      body: { signature_key },
    }),
  );

export const stockUp = (device: string, packages: string[], last_resort: string | null) =>
  ask(
    api.POST('/api/v1/users/me/secret/devices/{device_id}/packages', {
      params: { path: { device_id: device } },
      body: { packages, last_resort },
    }),
  );

export const send = (room: string, message: string, body: Schemas['NewMessage']) =>
  ask(
    api.PUT('/api/v1/rooms/{room_id}/messages/{message_id}', {
      params: { path: { room_id: room, message_id: message } },
      body,
    }),
  );

export const edit = (room: string, message: string, sealed: Schemas['Sealed']) =>
  ask(
    api.PATCH('/api/v1/rooms/{room_id}/messages/{message_id}', {
      params: { path: { room_id: room, message_id: message } },
      body: { sealed },
    }),
  );
