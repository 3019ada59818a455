package link

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

// post is a body of which Discord makes a message. Once tells whether it makes one only, however often it is sent, which it does
// of messages with the same nonce.
type post interface{ Once() bool }

// repeatable tells whether a request that carries a warning may be made again at once when it is not known what became of
// it. The answers to interactions have attempts of their own.
func repeatable(route string, in any) bool {
	p, isPost := in.(post)
	return route != "" && (!isPost || p.Once())
}
