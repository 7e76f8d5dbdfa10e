// Waiting, failing and trying again, once for all: a screen says only what it shows when the answer is there.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { ActivityIndicator } from 'react-native';
import { useWords } from '@/i18n/useWords';
import { Box } from './Box';
import { Button } from './Button';
import { Icon, type IconName } from './Icon';
import { Text } from './Text';
import { useTheme } from './theme';

export interface Answer<Data> {
  data: Data | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

export interface LoadedProps<Data> {
  answer: Answer<Data>;
  children: (data: Data) => ReactNode;
  /** Says what went wrong in the person's words. */
  explain: (failure: unknown) => string;
  /** Shown instead when there is an answer with nothing in it. */
  empty?: { when: (data: Data) => boolean; show: ReactNode };
}

export function Loaded<Data>({ answer, children, explain, empty }: LoadedProps<Data>) {
  const words = useWords().common;
  if (answer.data !== undefined) return empty?.when(answer.data) ? empty.show : children(answer.data);
  if (answer.error) {
    return (
      <Empty icon="warning" title={explain(answer.error)} alert>
        <Button
          label={words.tryAgain}
          icon="again"
          busy={answer.isFetching}
          onPress={() => void answer.refetch()}
        />
      </Empty>
    );
  }
  return <Waiting />;
}

/** Shown only when it takes a moment: a flash of a spinner is worse than nothing. */
export function Waiting() {
  const { colour } = useTheme();
  const words = useWords().common;
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Box pad="xxl" align="center" justify="center" grow role="status" label={words.loading}>
      {shown && <ActivityIndicator color={colour.ink.faint} />}
    </Box>
  );
}

export function Empty({
  icon,
  title,
  lead,
  alert,
  children,
}: {
  icon: IconName;
  title: string;
  lead?: string;
  alert?: boolean;
  children?: ReactNode;
}) {
  return (
    <Box grow align="center" justify="center" gap="m" pad="xxl" role={alert ? 'alert' : undefined}>
      <Icon name={icon} size={32} ink="faint" />
      <Text kind="heading" centre>
        {title}
      </Text>
      {lead && (
        <Text ink="soft" centre>
          {lead}
        </Text>
      )}
      {children}
    </Box>
  );
}
