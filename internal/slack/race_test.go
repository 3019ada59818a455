//go:build race

package slack

// underRace: the program's memory is being watched, which makes computing many times slower.
const underRace = true
