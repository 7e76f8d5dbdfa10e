// Listening to each of my rooms, whatever is on the screen: its line in the list, and the count beside it, are live.
import { useTopic } from '@/realtime/useTopic';

export const HearRooms = ({ rooms }: { rooms: readonly { id: string }[] }) =>
  rooms.map(({ id }) => <Hears key={id} room={id} />);

function Hears({ room }: { room: string }) {
  useTopic(`room:${room}`, null);
  return null;
}
