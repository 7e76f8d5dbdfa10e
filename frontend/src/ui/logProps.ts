// What a conversation is given to show.
import type { ReactNode } from 'react';

export interface LogProps<Row> {
  label: string;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** One row; `stop`: it is the one at which the Tab key stops. */
  draw: (row: Row, at: number, stop: boolean) => ReactNode;
  /** Above the first row, and what to do when somebody comes near it. */
  top?: ReactNode;
  onTop?: () => void;
  /** The same below the last one, if that is not the newest. */
  onBottom?: () => void;
  /** Brings a row into view, or the end (null); each new object does it once. */
  aim?: { id: string | null } | null;
  /** The last row that is in view, each time it is another one. */
  onSeen?: (row: Row) => void;
  /** What the way back to the end is called, and what else it takes to get there. */
  toEnd: string;
  onEnd?: () => void;
}
