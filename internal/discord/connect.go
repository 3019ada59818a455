package discord

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Waiting between attempts to connect, and how long things may take.
const (
	firstWait   = time.Second
	longestWait = time.Minute
	steadyAfter = time.Minute // a connection that lasted this long begins the waiting anew
	openTime    = 45 * time.Second
	watchEvery  = time.Second / 4
	maxPerDay   = 400 // identifies, of 1000 (events/gateway, "Identifying"); beyond, Discord resets the token
	burst       = 100 // of them at once
)

// supervise keeps a connection until ctx ends or Discord says that none will ever work. Each attempt has a new session
// of the library: its own reconnecting hangs, never ends on a bad token, and cannot be stopped.
func (a *Adapter) supervise(ctx context.Context) error {
	wait := a.pace.first
	for {
		if a.budget.Tokens() < 1 {
			a.o.Log.Error("too many connections to Discord in a day; the next one waits, so that Discord does not reset the token")
		}
		if err := a.budget.Wait(ctx); err != nil {
			return nil
		}
		begun := a.o.Now()
		code, err := a.attempt(ctx)
		switch fatal := fatalClose(code); {
		case ctx.Err() != nil:
			return nil
		case fatal != "":
			return errors.New(fatal)
		case unauthorized(err):
			return errors.New(fatalClose(closeBadToken))
		}
		if a.o.Now().Sub(begun) > steadyAfter {
			wait = a.pace.first
		}
		a.o.Log.Warn("the connection to Discord ended; connecting again", "close", code, "wait", wait.Round(time.Millisecond), "reason", reason(err))
		if sleep(ctx, wait/2+rand.N(wait/2+1)) != nil {
			return nil
		}
		wait = min(2*wait, a.pace.longest)
	}
}

// pace is how fast attempts follow each other; tests are in more of a hurry.
type pace struct{ first, longest, open, stop time.Duration }

var (
	errDead = errors.New("heartbeats are no longer answered")
	errSlow = errors.New("connecting took too long")
)

// Close codes after which nobody should come back (topics/opcodes-and-status-codes, "Gateway Close Event Codes").
const (
	closeBadToken      = 4004
	closeBadShard      = 4010
	closeNeedsShards   = 4011
	closeBadVersion    = 4012
	closeBadIntents    = 4013
	closeDeniedIntents = 4014
)

// fatalClose says what to do about a close code that no new connection helps against; "" for all others.
func fatalClose(code int) string {
	switch code {
	case closeBadToken:
		return "connecting to Discord: the token is not valid; in the developer portal, under Bot, choose Reset Token, and set BACKTALK_DISCORD_TOKEN to the new one"
	case closeDeniedIntents:
		return "connecting to Discord: the Message Content Intent is off; switch it on in the developer portal under Bot, or take listen and forum_text out of the configuration"
	case closeNeedsShards:
		return "connecting to Discord: the bot is in more servers than one connection can serve (2,500); take it out of some"
	case closeBadShard, closeBadVersion, closeBadIntents:
		return fmt.Sprintf("connecting to Discord: it refuses this version of the program (close code %d); install a newer one", code)
	}
	return ""
}

// attempt is one connection from its beginning to its end. It returns the close code, when there was one.
func (a *Adapter) attempt(ctx context.Context) (code int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	way := &asking{wire: a.rest.wire}
	s, err := newSession(a.o.Token, way)
	if err != nil {
		return 0, err
	}
	l := &line{session: s, way: way, ended: make(chan struct{})}
	s.Identify.Intents = intents(a.o)
	s.Dialer = l.dialer(ctx)
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if l.missed(e.Sequence) {
			a.beginGap() // before this event moves it
			a.cutShort.Store(true)
			l.under().abandon(errMissed)
		}
		a.event(ctx, e)
	})
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { l.once.Do(func() { close(l.ended) }) })
	a.beginGap()

	opened := make(chan error, 1)
	a.closing.Go(func() { opened <- s.Open() })
	late := time.NewTimer(a.pace.open)
	defer late.Stop()
	select {
	case err = <-opened:
	case <-late.C:
		err = errSlow
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		cancel()
		l.cut()
		return l.outcome(err)
	}
	a.o.Log.Info("connected to Discord")
	err = l.watch(ctx, a.courier.Alive)
	orderly := err == nil
	a.closing.Go(func() { l.close(orderly, a.pace.stop) })
	return l.outcome(err)
}
