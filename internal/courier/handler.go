package courier

import (
	"context"
	"runtime/debug"

	"backtalk/internal/chat"
)

// ask calls the handler with a message: within the deadline, and without dying of a panic.
//
// What is not urgent is thought about one after the other: so many answers at once would leave the processors no time to take
// in what comes, danger among it, and platforms take posts much more slowly than answers are found.
func (c *Courier) ask(ctx context.Context, m chat.Message) (r *chat.Reply) {
	if !chat.IsUrgent(ctx) {
		c.thinking <- struct{}{}
		defer func() { <-c.thinking }()
	}
	ctx, cancel := context.WithTimeout(ctx, c.o.Deadline)
	defer cancel()
	defer c.caught(func() {
		if r = nil; m.Addressed {
			r = &chat.Reply{Words: chat.Words{Lead: c.o.Apology()}, ReplyTo: m.ID, Audience: m.Audience()}
		}
	})
	return c.o.Handler.Message(ctx, m)
}

// press calls the handler with a press, in the same way. It never returns nil.
func (c *Courier) press(ctx context.Context, p chat.Press) (r *chat.Reply) {
	ctx, cancel := context.WithTimeout(ctx, c.o.Deadline)
	defer cancel()
	sorry := func() { r = &chat.Reply{Words: chat.Words{Lead: c.o.Apology()}, Audience: chat.ForAsker()} }
	defer c.caught(sorry)
	if r = c.o.Handler.Press(ctx, p); r == nil {
		sorry()
	}
	return r
}

// caught ends a panic. What was panicked with may hold a person's words, so only the place in the code is logged.
func (c *Courier) caught(then func()) {
	if recover() != nil {
		c.o.Log.Error("a fault in the program while answering", "platform", c.o.Name, "stack", string(debug.Stack()))
		then()
	}
}
