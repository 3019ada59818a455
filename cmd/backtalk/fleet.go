package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strings"
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

// fleet serves the platforms, each by itself: what ends one leaves the others alone, and it is tried again. It is safe for
// concurrent use.
type fleet struct {
	bot    *bot.Bot
	build  func(name string, w wish, o courier.Options) (p platform, configure func(wish) bool, err error)
	carry  courier.Options // what all couriers have in common
	log    *slog.Logger
	online func() // called once, when the first platform is connected

	mu     sync.Mutex
	wish   wish
	berths map[string]*berth
	mail   map[string][]*chat.Notice // for platforms that are not there yet
}

// berth is a platform's place in the fleet.
type berth struct {
	ship    platform // nil when none is there
	dead    error    // why it cannot be served, until it can again
	since   time.Time
	poke    chan struct{}      // ends a wait
	recall  context.CancelFunc // ends the ship, to make a new one
	refit   func(wish) bool    // takes other settings in; false when a new ship is needed
	renewed bool               // it was recalled because its settings changed
}

// manyLetters is how many notices wait for a platform that is not there.
const manyLetters = 20

// platformNames are the platforms that a fleet knows.
func platformNames() []string { return []string{"discord", "slack"} }

// serve serves the platforms until ctx ends, which is no error, or until none is left that could ever work.
func (f *fleet) serve(ctx context.Context) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	var all sync.WaitGroup
	for _, name := range platformNames() {
		all.Go(func() { f.keep(ctx, name, end) })
	}
	all.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// keep serves one platform again and again.
func (f *fleet) keep(ctx context.Context, name string, end context.CancelCauseFunc) {
	wait := firstRetry
	for ctx.Err() == nil {
		served, err := f.sail(ctx, name)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil && served: // it was recalled
			wait = firstRetry
			continue
		case err == nil: // no token is set
			f.rest(ctx, name, 0)
			continue
		}
		if f.reached(name) {
			wait = firstRetry
		}
		f.bury(name, err)
		if hopeless := f.hopeless(); hopeless != nil {
			end(hopeless)
			return
		}
		f.log.Error("a platform cannot be served; the others go on, and it is tried again", "platform", name, "error", err, "wait", wait)
		if f.rest(ctx, name, wait) {
			wait = firstRetry
			continue
		}
		wait = min(2*wait, lastRetry)
	}
}

// sail makes an adapter of the settings as they are, and runs it to its end; served is false when there is no token for it.
func (f *fleet) sail(ctx context.Context, name string) (served bool, err error) {
	f.mu.Lock()
	b, w := f.berths[name], f.wish
	b.renewed = false
	f.mu.Unlock()
	if !w.has(name) {
		return false, nil
	}
	o := f.carry
	o.Online = func() { f.arrived(name) }
	p, refit, err := f.build(name, w, o)
	if err != nil {
		return true, err
	}
	ctx, recall := context.WithCancel(ctx)
	defer recall()
	f.mu.Lock()
	b.ship, b.recall, b.refit, b.since = p, recall, refit, f.carry.Now()
	mail := f.mail[name]
	delete(f.mail, name)
	f.fit(b, name, w) // the settings may have changed while it was made
	f.mu.Unlock()
	for _, n := range mail {
		p.Courier().Tell(n)
	}
	err = p.Run(ctx)
	f.mu.Lock()
	defer f.mu.Unlock()
	b.ship, b.recall, b.refit = nil, nil, nil
	if b.renewed {
		return true, nil
	}
	return true, err
}

// rest waits before the next attempt, 0 being until something changes; it returns true when that is so.
func (f *fleet) rest(ctx context.Context, name string, d time.Duration) (changed bool) {
	f.mu.Lock()
	poke := f.berths[name].poke
	f.mu.Unlock()
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

// arrived notes that a platform is connected, which ends what was wrong with it.
func (f *fleet) arrived(name string) {
	f.mu.Lock()
	b := f.berths[name]
	was := b.dead
	b.dead, b.since = nil, f.carry.Now()
	online := f.online
	f.online = nil
	f.mu.Unlock()
	if online != nil {
		online()
	}
	if was != nil {
		f.log.Info("a platform is served again", "platform", name)
		f.tell(f.bot.Back(name))
	}
}

// reached tells whether a platform was connected since it last could not be served.
func (f *fleet) reached(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.berths[name].dead == nil
}

// bury notes why a platform cannot be served, and tells the staff on the others, once.
func (f *fleet) bury(name string, err error) {
	f.mu.Lock()
	b := f.berths[name]
	first := b.dead == nil
	b.dead, b.since = err, f.carry.Now()
	f.mu.Unlock()
	if !first {
		return
	}
	what := strings.TrimSuffix(strings.TrimPrefix(err.Error(), name+": "), ".")
	f.tell(slices.DeleteFunc(f.bot.Dead(name, what), func(n *chat.Notice) bool { return n.To.Platform == name }))
}

// hopeless is why none of the platforms that are set up can be served; nil while one may, or is being tried.
func (f *fleet) hopeless() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []error
	for _, name := range platformNames() {
		if !f.wish.has(name) {
			continue
		}
		b := f.berths[name]
		if b.dead == nil || b.ship != nil {
			return nil
		}
		all = append(all, b.dead)
	}
	return errors.Join(all...)
}

// update takes other settings in: platforms that cannot take them in while they run are served anew, and those that could not
// be served are tried at once.
func (f *fleet) update(w wish) {
	f.mu.Lock()
	defer f.mu.Unlock()
	old := f.wish
	f.wish = w
	for name, b := range f.berths {
		switch {
		case b.recall == nil:
			select {
			case b.poke <- struct{}{}:
			default: // it is on its way already
			}
		default:
			f.fit(b, name, old)
		}
	}
}

// fit has a ship take the settings in as they are now, when it was made or fitted with others; what it cannot take in makes it
// end, for a new one. The lock is held.
func (f *fleet) fit(b *berth, name string, old wish) {
	if reflect.DeepEqual(old, f.wish) || b.refit(f.wish) {
		return
	}
	f.log.Info("the settings of a platform changed; it is connected anew", "platform", name)
	b.renewed = true
	b.recall()
}

// tell tells staff something, as soon as their platform is there.
func (f *fleet) tell(all []*chat.Notice) {
	for _, n := range all {
		f.mu.Lock()
		b := f.berths[n.To.Platform]
		var ship platform
		if b != nil {
			if ship = b.ship; ship == nil {
				waits := append(f.mail[n.To.Platform], n)
				f.mail[n.To.Platform] = waits[max(0, len(waits)-manyLetters):]
			}
		}
		f.mu.Unlock()
		if ship != nil {
			ship.Courier().Tell(n)
		}
	}
}

// staff takes notices for staff on a platform; nil when it is not served now.
func (f *fleet) staff(name string) courier.Notifier {
	f.mu.Lock()
	defer f.mu.Unlock()
	if b := f.berths[name]; b != nil && b.ship != nil {
		return b.ship
	}
	return nil
}

// ashore is what a status says of a platform.
type ashore struct {
	Name      string    `json:"name"`
	Connected bool      `json:"connected"`
	Reached   time.Time `json:"reached,omitzero"` // when it was connected last
	Fault     string    `json:"fault,omitempty"`  // why it cannot be served
}

// report tells how each platform that is set up stands.
func (f *fleet) report(now time.Time) (all []ashore) {
	f.mu.Lock()
	ships := map[string]platform{}
	for _, name := range slices.Sorted(maps.Keys(f.berths)) {
		b := f.berths[name]
		if !f.wish.has(name) {
			continue
		}
		one := ashore{Name: name}
		if ships[name] = b.ship; b.dead != nil {
			one.Fault = b.dead.Error()
		}
		all = append(all, one)
	}
	f.mu.Unlock()
	for i := range all { // without the lock, which somebody who holds the courier's may want
		if ship := ships[all[i].Name]; ship != nil {
			all[i].Reached = ship.Courier().Reached()
			all[i].Connected = !all[i].Reached.IsZero() && now.Sub(all[i].Reached) < time.Minute
		}
	}
	return all
}

func newFleet(w wish, carry courier.Options, b *bot.Bot, log *slog.Logger) *fleet {
	f := &fleet{bot: b, carry: carry, log: log, wish: w, berths: map[string]*berth{}, mail: map[string][]*chat.Notice{}}
	for _, name := range platformNames() {
		f.berths[name] = &berth{poke: make(chan struct{}, 1)}
	}
	f.carry.Staff, f.carry.Backlog = f.staff, courier.NewBacklog(carry.Now())
	return f
}
