package slack

import (
	"context"
	"runtime/debug"
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

// give has work done; false when there is too much to do already.
func (s *Slack) give(c crew, do func(work context.Context)) bool {
	select {
	case c.all <- struct{}{}:
	default:
		return false
	}
	s.running.Go(func() {
		defer func() { <-c.all }()
		select {
		case c.atWork <- struct{}{}:
			defer func() { <-c.atWork }()
		case <-s.work.Done():
			return
		}
		work, cancel := context.WithTimeout(s.work, c.within)
		defer cancel()
		s.guard(func() { do(work) })
	})
	return true
}

// hand does what somebody waits for: a command, a press, a form. What it cannot take is not acknowledged, and Slack tells
// the person that it did not work. What tells of danger is done beside all that.
func (s *Slack) hand(urgent bool, do func(work context.Context)) {
	if urgent && s.give(s.first, do) {
		return
	}
	s.giveOrTell(s.hands, do)
}

// aside does what nobody waits for, and what Slack may hold back for long: the Home tab, suggested questions.
func (s *Slack) aside(do func(work context.Context)) { s.giveOrTell(s.slow, do) }

func (s *Slack) giveOrTell(c crew, do func(work context.Context)) {
	if !s.give(c, do) {
		s.o.Log.Warn("too much to do at once; something that was asked of the bot on Slack is left out")
	}
}

// guard does something and ends a panic in it. What was panicked with may hold a person's words, so only the place in
// the code is logged.
func (s *Slack) guard(do func()) {
	defer func() {
		if recover() != nil {
			s.o.Log.Error("a fault in the program while working for Slack", "stack", string(debug.Stack()))
		}
	}()
	do()
}
