// What Metro puts into a module while somebody works on the app.
declare namespace NodeJS {
  interface Module {
    hot?: { accept(evaluated?: () => void): void };
  }
}
