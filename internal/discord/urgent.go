package discord

import (
	"context"
)

// anewKey is under what a context says that a request gets a connection of its own.
type anewKey struct{}

// anew is a context for an attempt after one that got no answer: a connection that has died unnoticed keeps waiting whatever
// goes by it, so the next one has its own.
func anew(ctx context.Context) context.Context {
	return context.WithValue(ctx, anewKey{}, true)
}

func isAnew(ctx context.Context) bool {
	is, _ := ctx.Value(anewKey{}).(bool)
	return is
}

// repeatable tells whether a request that carries a warning may be made again at once when it is not known what became of
// it: Discord posts a message with the same nonce once. The answers to interactions have attempts of their own.
func repeatable(route string, in any) bool {
	b, isPost := in.(body)
	return route != "" && (!isPost || b.Nonce != "" && b.EnforceNonce)
}
