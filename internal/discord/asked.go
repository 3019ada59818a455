package discord

import (
	"context"
	"sync"
	"time"
)

// memoAsk is where the Memo keeps the public answer to a command, by the id of the interaction.
const memoAsk = "ask/discord/"

// asked is a question that came by a command. It is no message, so its answer is what a link can lead to.
type asked struct {
	shown chan struct{} // closed when the answer was shown

	mu     sync.Mutex
	answer string // the message's id; empty when only the asker sees it
}

// asking notes a question that came by a command; the returned function is called when its answer was shown.
func (a *Adapter) asking(id string) (shown func()) {
	q := &asked{shown: make(chan struct{})}
	a.asked.Put(id, q, a.o.Now())
	return func() { close(q.shown) }
}

// answeredBy notes the message that answers a command for all to see.
func (a *Adapter) answeredBy(ctx context.Context, id, message string) {
	if q, known := a.asked.Get(id, a.o.Now()); known {
		q.mu.Lock()
		q.answer = message
		q.mu.Unlock()
	}
	if err := a.o.Memo.Keep(ctx, memoAsk+id, message, a.o.Now().Add(askLasts)); err != nil {
		a.o.Log.Error("noting the answer to a command", "error", err)
	}
}

// standing is the message that a link to id leads to: the answer, when id is a command's. An answer that is on its way
// is waited for: staff may be told first. It is empty when there is nothing to open.
func (a *Adapter) standing(id string) string {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTime)
	defer cancel()
	if q, known := a.asked.Get(id, a.o.Now()); known {
		select {
		case <-q.shown:
		case <-ctx.Done():
		}
		q.mu.Lock()
		defer q.mu.Unlock()
		return q.answer
	}
	message, ok, err := a.o.Memo.Kept(ctx, memoAsk+id)
	if err != nil {
		a.o.Log.Error("looking up the answer to a command", "error", err)
	}
	if !ok {
		return id
	}
	return message
}

// askLasts is how long the answer to a command is remembered.
const askLasts = 7 * 24 * time.Hour
