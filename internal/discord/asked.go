package discord

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// memoAsk is where the Memo keeps the public answer to a command, by the id of the interaction.
const memoAsk = "ask/discord/"

// asked is a question that came by a command. It is no message, so its answer is what a link can lead to.
type asked struct {
	shown chan struct{} // closed when the answer was shown

	mu     sync.Mutex
	answer string // the message's id; empty when only the asker sees it
}

// commanded are the questions that came by command. It is safe for concurrent use.
type commanded struct {
	memo chat.Memo
	log  *slog.Logger
	now  func() time.Time
	byID *recent.Map[string, *asked] // by the interaction's id; the Memo has others
}

func newCommanded(o Options) *commanded {
	return &commanded{o.Memo, o.Log, o.Now, recent.New[string, *asked](manyMet, 0)}
}

// asking notes a question that came by a command; the returned function is called when its answer was shown.
func (c *commanded) asking(id string) (shown func()) {
	q := &asked{shown: make(chan struct{})}
	c.byID.Put(id, q, c.now())
	return func() { close(q.shown) }
}

// answeredBy notes the message that answers a command for all to see.
func (c *commanded) answeredBy(ctx context.Context, id, message string) {
	if q, known := c.byID.Get(id, c.now()); known {
		q.mu.Lock()
		q.answer = message
		q.mu.Unlock()
	}
	if err := c.memo.Keep(ctx, memoAsk+id, message, c.now().Add(askLasts)); err != nil {
		c.log.Error("noting the answer to a command", "error", err)
	}
}

// standing is the message that a link to id leads to: the answer, when id is a command's. An answer that is on its way
// is waited for: staff may be told first. It is empty when there is nothing to open.
func (c *commanded) standing(id string) string {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTime)
	defer cancel()
	if q, known := c.byID.Get(id, c.now()); known {
		select {
		case <-q.shown:
		case <-ctx.Done():
		}
		q.mu.Lock()
		defer q.mu.Unlock()
		return q.answer
	}
	message, ok, err := c.memo.Kept(ctx, memoAsk+id)
	if err != nil {
		c.log.Error("looking up the answer to a command", "error", err)
	}
	if !ok {
		return id
	}
	return message
}

// askLasts is how long the answer to a command is remembered.
const askLasts = 7 * 24 * time.Hour
