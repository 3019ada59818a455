package slack

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// crew does work beside the reading: some of it at a time, while a bounded rest waits. Handing it work never blocks, so
// that nothing holds up the reading from Slack.
type crew struct {
	all    chan struct{} // for everything that waits or is under way
	atWork chan struct{}
	within time.Duration // for one piece of work, so that none holds up the others for ever
}

func newCrew(atWork, waiting int, within time.Duration) crew {
	return crew{make(chan struct{}, atWork+waiting), make(chan struct{}, atWork), within}
}

// workers are the crews and what they work on.
type workers struct {
	log     *slog.Logger
	ctx     context.Context // of what is under way: it outlives the connections for a moment
	running sync.WaitGroup
	first   crew // for what tells of danger
	hands   crew // for what people wait for
	slow    crew // for the rest
}

func newWorkers(log *slog.Logger) *workers {
	return &workers{log: log, ctx: context.Background(), first: newCrew(firstHands, handsWaiting, handWithin), hands: newCrew(hands, handsWaiting, handWithin),
		slow: newCrew(slowHands, handsWaiting, slowWithin)}
}

// give has work done; false when there is too much to do already.
func (w *workers) give(c crew, do func(work context.Context)) bool {
	select {
	case c.all <- struct{}{}:
	default:
		return false
	}
	w.running.Go(func() {
		defer func() { <-c.all }()
		select {
		case c.atWork <- struct{}{}:
			defer func() { <-c.atWork }()
		case <-w.ctx.Done():
			return
		}
		work, cancel := context.WithTimeout(w.ctx, c.within)
		defer cancel()
		w.guard(func() { do(work) })
	})
	return true
}

// hand does what somebody waits for: a command, a press, a form. What it cannot take is not acknowledged, and Slack tells
// the person that it did not work. What tells of danger is done beside all that.
func (w *workers) hand(urgent bool, do func(work context.Context)) {
	if urgent && w.give(w.first, do) {
		return
	}
	w.giveOrTell(w.hands, do)
}

// aside does what nobody waits for, and what Slack may hold back for long: the Home tab, suggested questions.
func (w *workers) aside(do func(work context.Context)) { w.giveOrTell(w.slow, do) }

func (w *workers) giveOrTell(c crew, do func(work context.Context)) {
	if !w.give(c, do) {
		w.log.Warn("too much to do at once; something that was asked of the bot on Slack is left out")
	}
}

// guard does something and ends a panic in it. What was panicked with may hold a person's words, so only the place in
// the code is logged.
func (w *workers) guard(do func()) {
	defer func() {
		if recover() != nil {
			w.log.Error("a fault in the program while working for Slack", "stack", string(debug.Stack()))
		}
	}()
	do()
}
