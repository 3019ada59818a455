//go:build !race

package slack

const underRace = false
