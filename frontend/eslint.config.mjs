// What a machine can check of the house's rules for the app: direction, raw parts, sentences, sizes.
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// From the top down; a file imports only from what stands to the right of its own place.
const LAYERS = [['features'], ['session'], ['api', 'realtime'], ['ui'], ['i18n'], ['lib']];

const refuse = (folders, message) => ({ regex: `(^@/|\\.\\./)(${folders.join('|')})(/|$)`, message });

const RAW = {
  regex:
    '^(react-native|react-native-svg|react-native-web|react-native-safe-area-context|lucide-react-native)(/|$)',
  message: 'Text, View, Pressable and their like live in ui/; a screen uses the kit.',
};

const rawSyntax = [
  {
    selector: 'Literal[value=/^(#[0-9a-fA-F]{3,8}|rgba?\\(.*)$/]',
    message: 'Colours live in ui/theme.ts.',
  },
  { selector: "JSXAttribute[name.name='style']", message: 'Styles live in ui/.' },
];

const sentences = [
  { selector: 'JSXText[value=/[A-Za-z\\u3040-\\u9fff]/]', message: 'Sentences live in i18n/.' },
  {
    selector:
      'JSXAttribute[name.name=/^(label|title|text|hint|placeholder|message|accessibilityLabel|detail)$/] > Literal[value=/[A-Za-z\\u3040-\\u9fff]/]',
    message: 'Sentences live in i18n/.',
  },
];

const direction = LAYERS.flatMap((folders, at) =>
  folders.map((folder) => {
    const above = LAYERS.slice(0, at).flat();
    const beside = folders.filter((other) => other !== folder);
    const patterns = [refuse(['app'], 'Nothing imports an address.')];
    if (above.length) patterns.push(refuse(above, `${folder}/ stands below: imports go down only.`));
    if (beside.length) patterns.push(refuse(beside, `${folder}/ and its neighbour don't know each other.`));
    if (folder !== 'ui' && folder !== 'lib') patterns.push(RAW);
    return {
      files: [`src/${folder}/**/*.{ts,tsx}`],
      rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
    };
  }),
);

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      '.expo/',
      'public/',
      'src/api/generated/schema.ts',
      'playwright-report/',
      'test-results/',
      'shots/',
    ],
  },
  tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  ...direction,
  {
    files: ['app/**/*.tsx'],
    rules: {
      'max-lines': ['error', { max: 15, skipComments: true }],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [RAW] }],
    },
  },
  {
    files: ['app/**/*.tsx', 'src/{features,session,api,realtime}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.*'],
    rules: { 'no-restricted-syntax': ['error', ...rawSyntax, ...sentences] },
  },
  {
    files: ['src/ui/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...sentences] },
  },
  {
    files: ['src/{features,session,api,realtime,i18n}/**', 'app/**'],
    ignores: ['**/*.test.*'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage'],
    },
  },
);
