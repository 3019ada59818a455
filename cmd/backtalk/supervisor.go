package main

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"sync"
	"time"

	"backtalk/internal/bot"
	"backtalk/internal/chat"
	"backtalk/internal/courier"
)

// How long a platform that refused to serve the bot is left alone, twice as long each time.
const (
	firstRetry = 30 * time.Second
	lastRetry  = time.Hour
)

// platform is an adapter.
type platform interface {
	Run(ctx context.Context) error
	Courier() *courier.Courier
	courier.Notifier
}

// supervisor serves the platforms, each by itself: what ends one leaves the others alone, and it is tried again. It is safe for
// concurrent use.
type supervisor struct {
	bot    *bot.Bot
	build  func(name string, w platformConfig, o courier.Options) (p platform, configure func(platformConfig) bool, err error)
	carry  courier.Options // what all couriers have in common
	log    *slog.Logger
	online func() // called once, when the first platform is connected

	mu          sync.Mutex
	config      platformConfig
	slots       map[string]*slot
	undelivered map[string][]*chat.Notice // for platforms that are not there yet
}

// slot is a platform's place in the supervisor.
type slot struct {
	adapter   platform                  // nil when none is there
	dead      error                     // why it cannot be served, until it can again
	poke      chan struct{}             // ends a wait
	recall    context.CancelFunc        // ends the adapter, to make a new one
	configure func(platformConfig) bool // takes other settings in; false when a new adapter is needed
	renewed   bool                      // it was recalled because its settings changed
}

// platformNames are the platforms that a supervisor knows.
func platformNames() []string { return []string{"discord", "slack"} }

// serve serves the platforms until ctx ends, which is no error, or until none is left that could ever work.
func (s *supervisor) serve(ctx context.Context) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	var all sync.WaitGroup
	for _, name := range platformNames() {
		all.Go(func() { s.keep(ctx, name, end) })
	}
	all.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// keep serves one platform again and again.
func (s *supervisor) keep(ctx context.Context, name string, end context.CancelCauseFunc) {
	wait := firstRetry
	for ctx.Err() == nil {
		served, err := s.attempt(ctx, name)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil && served: // it was recalled
			wait = firstRetry
			continue
		case err == nil: // no token is set
			s.rest(ctx, name, 0)
			continue
		}
		if s.reached(name) {
			wait = firstRetry
		}
		s.fail(name, err)
		if hopeless := s.hopeless(); hopeless != nil {
			end(hopeless)
			return
		}
		s.log.Error("a platform cannot be served; the others go on, and it is tried again", "platform", name, "error", err, "wait", wait)
		if s.rest(ctx, name, wait) {
			wait = firstRetry
			continue
		}
		wait = min(2*wait, lastRetry)
	}
}

// attempt makes an adapter of the settings as they are, and runs it to its end; served is false when there is no token for it.
func (s *supervisor) attempt(ctx context.Context, name string) (served bool, err error) {
	s.mu.Lock()
	b, w := s.slots[name], s.config
	b.renewed = false
	s.mu.Unlock()
	if !w.has(name) {
		return false, nil
	}
	o := s.carry
	o.Online = func() { s.connected(name) }
	p, configure, err := s.build(name, w, o)
	if err != nil {
		return true, err
	}
	ctx, recall := context.WithCancel(ctx)
	defer recall()
	s.mu.Lock()
	b.adapter, b.recall, b.configure = p, recall, configure
	undelivered := s.undelivered[name]
	delete(s.undelivered, name)
	s.fit(b, name, w) // the settings may have changed while it was made
	s.mu.Unlock()
	for _, n := range undelivered {
		p.Courier().Tell(n)
	}
	err = p.Run(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	b.adapter, b.recall, b.configure = nil, nil, nil
	if b.renewed {
		return true, nil
	}
	return true, err
}

// rest waits before the next attempt, 0 being until something changes; it returns true when that is so.
func (s *supervisor) rest(ctx context.Context, name string, d time.Duration) (changed bool) {
	s.mu.Lock()
	poke := s.slots[name].poke
	s.mu.Unlock()
	var late <-chan time.Time
	if d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		late = t.C
	}
	select {
	case <-poke:
		return true
	case <-late:
	case <-ctx.Done():
	}
	return false
}

// reached tells whether a platform was connected since it last could not be served.
func (s *supervisor) reached(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.slots[name].dead == nil
}

// hopeless is why none of the platforms that are set up can be served; nil while one may, or is being tried.
func (s *supervisor) hopeless() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []error
	for _, name := range platformNames() {
		if !s.config.has(name) {
			continue
		}
		b := s.slots[name]
		if b.dead == nil || b.adapter != nil {
			return nil
		}
		all = append(all, b.dead)
	}
	return errors.Join(all...)
}

// update takes other settings in: platforms that cannot take them in while they run are served anew, and those that could not
// be served are tried at once.
func (s *supervisor) update(w platformConfig) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.config
	s.config = w
	for name, b := range s.slots {
		if b.recall != nil {
			s.fit(b, name, old)
			continue
		}
		select {
		case b.poke <- struct{}{}:
		default: // it is on its way already
		}
	}
}

// fit has a adapter take the settings in as they are now, when it was made or fitted with others; what it cannot take in makes it
// end, for a new one. The lock is held.
func (s *supervisor) fit(b *slot, name string, old platformConfig) {
	if reflect.DeepEqual(old, s.config) || b.configure(s.config) {
		return
	}
	s.log.Info("the settings of a platform changed; it is connected anew", "platform", name)
	b.renewed = true
	b.recall()
}

func newSupervisor(w platformConfig, carry courier.Options, b *bot.Bot, log *slog.Logger) *supervisor {
	s := &supervisor{bot: b, carry: carry, log: log, config: w, slots: map[string]*slot{}, undelivered: map[string][]*chat.Notice{}}
	for _, name := range platformNames() {
		s.slots[name] = &slot{poke: make(chan struct{}, 1)}
	}
	s.carry.Staff, s.carry.Backlog = s.staff, courier.NewBacklog(carry.Now())
	return s
}
