// Text with people and links in it.
import { Linking, StyleSheet, Text as Raw } from 'react-native';
import { Text } from './Text';
import { useTheme } from './theme';

export interface Piece {
  text: string;
  /** `me`: whoever reads is called; `call`: somebody else is. */
  kind: 'plain' | 'call' | 'me' | 'link';
}

export function Rich({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <Text>
      {pieces.map((piece, at) =>
        piece.kind === 'plain' ? (
          piece.text
        ) : piece.kind === 'link' ? (
          <Link key={at} address={piece.text} />
        ) : (
          <Text key={at} kind="strong" ink={piece.kind === 'me' ? 'ember' : 'normal'}>
            {piece.text}
          </Text>
        ),
      )}
    </Text>
  );
}

function Link({ address }: { address: string }) {
  const { colour } = useTheme();
  // On the web a real link, which opens elsewhere and tells nobody where one comes from.
  const web = { href: address, hrefAttrs: { target: '_blank', rel: 'noopener noreferrer nofollow' } };
  return (
    <Raw
      {...(web as object)}
      role="link"
      onPress={(event) => {
        event.stopPropagation();
        if (process.env.EXPO_OS !== 'web') void Linking.openURL(address);
      }}
      style={[look.link, { color: colour.ink.ember }]}
    >
      {address}
    </Raw>
  );
}

const look = StyleSheet.create({ link: { textDecorationLine: 'underline' } });
