package discord

import (
	"context"
	"time"

	"backtalk/internal/discord/link"
	"backtalk/internal/recent"
)

// presses are commands and presses that wait, and how they are answered in time.
type presses struct {
	waiting    chan pressed
	alarms     chan pressed                  // those that tell of danger
	met        *recent.Map[string, struct{}] // by id
	deferAfter time.Duration                 // before Discord is told that an answer is on its way; tests change it, and what follows
	prompt     link.Promptness
}

func newPresses() *presses {
	return &presses{make(chan pressed, pressQueue), make(chan pressed, pressQueue), recent.New[string, struct{}](manyMet, tokenLasts), deferAfter, link.Prompt()}
}

// interactions works on commands and presses of one queue, several at a time, until ctx ends. Those under way then are
// finished.
func (a *Adapter) interactions(ctx context.Context, working context.Context, queue <-chan pressed) {
	slots := make(chan struct{}, pressRoom)
	for {
		select {
		case p := <-queue:
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			a.background.Go(func() {
				defer func() { <-slots }()
				a.interact(working, p)
			})
		case <-ctx.Done():
			return
		}
	}
}

// manyMet is how many interactions are remembered.
const manyMet = 5000

// pressed is an interaction that waits to be worked on, and since when.
type pressed struct {
	i    interaction
	came time.Time
}

// takePress queues a command or a press. A question that tells of danger has a queue of its own; only when that is full it
// goes with the others.
func (a *Adapter) takePress(ctx context.Context, i interaction) {
	p := pressed{i, time.Now()}
	if a.asksOfDanger(ctx, i) {
		select {
		case a.presses.alarms <- p:
			return
		default:
		}
	}
	select {
	case a.presses.waiting <- p:
	default:
		a.o.Log.Error("too many commands and presses at once; one was not answered, and Discord says so to whoever made it")
	}
}
