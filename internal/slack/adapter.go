// Package slack carries messages between Slack and the handler. It connects by Socket Mode, turns events, commands and
// presses into messages and presses, and shows replies as blocks. What is said, and that it is said once, is decided
// elsewhere: by the handler and the courier.
//
// Where to look, in this order, which is package discord's too: adapter.go is what there is, intake.go and lanes.go take events
// on, urgent.go says what passes the others, hands.go has what waits worked on, handle.go works on it; event.go, receive.go,
// press.go and value.go read what people do, staff.go says who is staff; post.go and find.go are what the courier asks of a
// platform, show.go answers commands and presses, render.go, passage.go, controls.go and text.go write what people see; check.go
// and configured.go tell what is set up wrong, limits.go has what Slack takes, and manifest.go is the app as it is installed. Only
// Slack has forms (form.go, formdata.go, submit.go, answer.go), a Home tab (home.go), and threads that need no mention (thread.go,
// stale.go). Package link has the connections and the calls. Of slack-go only the types of blocks and forms, and of the parameters
// of calls, are used here; connecting, and all calls, go through package link.
package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/slack/link"
)

// Options say how to connect and what to do where. Both tokens, the courier's options and the memo are needed.
type Options struct {
	AppToken string           // xapp-: opens connections, and nothing else
	BotToken string           // xoxb-: speaks as the bot in one workspace
	APIURL   string           // where the Web API is, with its last slash; empty is Slack's own
	Spaces   map[string]Space // by the workspace's id (T...)
	Names    bool             // credits name who posts: presses carry display names

	Courier   courier.Options // its Name, Platform, Log and Now are filled in where they are missing
	Memo      chat.Memo
	Log       *slog.Logger     // nil means no log
	Now       func() time.Time // nil means time.Now
	PostEvery time.Duration    // between two posts to one channel; 0 is one second, as Slack asks for
}

// Space is what a clinic decided about one workspace.
type Space struct {
	Listen       []string // ids of channels where the bot answers without being asked
	Staff        []string // ids of people (U..., W...) and of user groups (S...) who are staff; empty means nobody
	StaffChannel string   // id of the channel where staff are told things; empty for none
}

// Slack is the adapter. Make it with [New]; it is a courier.Platform and a courier.Notifier.
type Slack struct {
	o       Options
	link    *link.Client
	courier *courier.Courier
	unsaid  func(context.Context, chat.Message, chat.Why) // the courier's
	staff   *staff
	who     atomic.Pointer[identity]
	spaces  atomic.Pointer[map[string]Space] // as they are configured now
	stop    context.CancelCauseFunc
	dead    chan error // that the bot's token is good for nothing any more
	work    *workers
	lines   *lines
}

var (
	_ courier.Platform = (*Slack)(nil)
	_ courier.Notifier = (*Slack)(nil)
	_ courier.Shower   = (*Slack)(nil)
)

// New checks the options and returns an adapter; nothing is sent before [Slack.Run].
func New(o Options) (*Slack, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Slack{o: o, work: newWorkers(o.Log), lines: newLines(), dead: make(chan error, 1), stop: func(error) {}}
	client, err := link.New(link.Options{AppToken: o.AppToken, BotToken: o.BotToken, APIURL: o.APIURL, PostEvery: o.PostEvery, Log: o.Log, Dead: s.died})
	if err != nil {
		return nil, err
	}
	s.link = client
	s.spaces.Store(&s.o.Spaces)
	s.staff = newStaff(s.link, o.Now)
	c := o.Courier
	c.Name, c.Platform = platform, s
	if c.Log == nil {
		c.Log = o.Log
	}
	if c.Now == nil {
		c.Now = o.Now
	}
	s.o.Courier = c
	s.courier = courier.New(c)
	s.unsaid = s.courier.Unsaid
	return s, nil
}

// Courier is the adapter's courier, for whoever waits until all is said.
func (s *Slack) Courier() *courier.Courier { return s.courier }

// Run connects and works until ctx ends; that is no error. It ends with an error when a setting has to be changed
// first, and the error says which. It leaves nothing running.
func (s *Slack) Run(ctx context.Context) error {
	defer s.link.Close()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	work, drop := context.WithCancel(context.WithoutCancel(ctx))
	defer drop()
	s.work.ctx, s.stop = work, stop
	over := make(chan struct{})
	var watching, carrying sync.WaitGroup
	watching.Go(func() { s.watch(ctx, over, drop) })
	carrying.Go(func() {
		if err := s.courier.Run(ctx); err != nil {
			stop(fmt.Errorf("carrying messages: %w", err))
		}
	})
	if is, err := s.link.Identify(ctx); err == nil {
		who := identity{team: is.TeamID, user: is.UserID, bot: is.BotID, url: is.URL, scopes: is.Header.Get("X-OAuth-Scopes")}
		s.who.Store(&who)
		s.work.running.Go(func() { s.work.guard(func() { s.lookAround(ctx, who) }) })
		s.lines.run(ctx, s.work.guard, func() {
			if err := s.link.Connect(ctx, s.deliver, s.courier.Alive); err != nil {
				stop(err)
			}
		})
	} else {
		stop(err)
	}
	<-ctx.Done()
	s.work.running.Wait()
	carrying.Wait()
	close(over)
	watching.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// died has the work for Slack end because the bot's token is good for nothing any more.
func (s *Slack) died(why error) {
	select {
	case s.dead <- why:
	default: // somebody has said so already
	}
}

// watch ends the work when the token is dead, and drops what is still under way a while after the end has come.
func (s *Slack) watch(ctx context.Context, over <-chan struct{}, drop func()) {
	select {
	case err := <-s.dead:
		s.stop(err)
	case <-ctx.Done():
	}
	t := time.NewTimer(stopWithin)
	defer t.Stop()
	select {
	case <-t.C:
		drop()
	case <-over:
	}
}

// self is who the bot is; nothing before it has connected.
func (s *Slack) self() identity {
	if who := s.who.Load(); who != nil {
		return *who
	}
	return identity{}
}
