// A conversation of any length: it stays at its end while one reads there, and stays put while others come in above.
import { useEffect, useRef } from 'react';
import { FlatList, View } from 'react-native';
import type { LogProps } from './logProps';
import { space } from './theme';

const NEAR = 80;

export function Log<Row>(props: LogProps<Row>) {
  const { label, rows, idOf, draw, top, onTop, onBottom, aim, onSeen } = props;
  const list = useRef<FlatList<Row>>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (!aim) return;
    const index = rows.findIndex((row) => idOf(row) === aim.id);
    if (index >= 0) list.current?.scrollToIndex({ index, viewPosition: 0.3, animated: false });
    else if (aim.id === null) list.current?.scrollToEnd({ animated: false });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each aim
  }, [aim]);
  return (
    <FlatList
      ref={list}
      data={rows}
      keyExtractor={idOf}
      renderItem={({ item, index }) => <View>{draw(item, index, index === rows.length - 1)}</View>}
      accessibilityLabel={label}
      style={{ flex: 1 }}
      contentContainerStyle={{ flexGrow: 1, justifyContent: 'flex-end', padding: space.l, gap: 2 }}
      ListHeaderComponent={<>{top}</>}
      maintainVisibleContentPosition={{ minIndexForVisible: 0 }}
      onStartReached={onTop}
      onEndReached={onBottom}
      onScrollToIndexFailed={({ index, averageItemLength }) =>
        list.current?.scrollToOffset({ offset: index * averageItemLength, animated: false })
      }
      onScroll={({ nativeEvent: { contentOffset, contentSize, layoutMeasurement } }) => {
        atEnd.current = contentSize.height - contentOffset.y - layoutMeasurement.height < NEAR;
        const last = rows.at(-1);
        if (atEnd.current && last !== undefined) onSeen?.(last);
      }}
      onContentSizeChange={() => atEnd.current && list.current?.scrollToEnd({ animated: false })}
      keyboardShouldPersistTaps="handled"
    />
  );
}
