// Listens to each part of the map that is on the screen.
import { useTopic } from '@/realtime/useTopic';

export function TopicsOfMap({ cells }: { cells: string[] | undefined }) {
  return cells?.map((cell) => <Cell key={cell} topic={`map:${cell}`} />);
}

function Cell({ topic }: { topic: string }) {
  useTopic(topic, null);
  return null;
}
