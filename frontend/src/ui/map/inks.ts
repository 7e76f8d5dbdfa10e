// The basemap's colours in both themes: paper, water, and streets as light.
export const INKS = {
  dark: {
    water: '#12202b',
    land: '#1b1b1e',
    park: '#1c2a21',
    built: '#222225',
    building: '#26262a',
    street: '#3b3b41',
    main: '#4b4a4c',
    path: '#2f2f33',
    border: '#3d3d43',
    words: '#a19b93',
    faint: '#7f7a73',
    country: '#8a857e',
    halo: '#1c1c1f',
    waterWords: '#63798a',
  },
  light: {
    water: '#cfdfe8',
    land: '#f6f4f0',
    park: '#dfe9d8',
    built: '#f0ede8',
    building: '#e6e1da',
    street: '#ffffff',
    main: '#ffffff',
    path: '#ebe5dc',
    border: '#cdc6bc',
    words: '#5d574f',
    faint: '#857e75',
    country: '#8d867c',
    halo: '#f8f6f3',
    waterWords: '#5b7c90',
  },
} as const;

export type Inks = (typeof INKS)[keyof typeof INKS];
