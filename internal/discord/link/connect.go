package link

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"
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

// Watcher is told what the gateway does, by one connection at a time.
type Watcher struct {
	Texts  bool                                                // texts are read that are not meant for the bot
	Begins func()                                              // a connection begins; what was said since the last one is not told of
	Missed func()                                              // an event was passed over, before the one that is told next
	Event  func(ctx context.Context, name string, data []byte) // of the connection that ctx ends with; what is queued there at most holds up what comes next
	Alive  func()                                              // a few times a second while the connection stands
	Log    *slog.Logger
	Now    func() time.Time
}

// Gateway keeps a connection to Discord's gateway.
type Gateway struct {
	Pace Pace

	client  *Client
	watcher Watcher
	budget  *rate.Limiter  // of identifies, over all attempts
	closing sync.WaitGroup // connections that are being given up
}

// Pace is how fast attempts to connect follow each other, and how long opening and closing may take.
type Pace struct{ First, Longest, Open, Stop time.Duration }

// Usual is the pace for Discord.
func Usual() Pace { return Pace{firstWait, longestWait, openTime, stopTime} }

// NewGateway returns a gateway, which connects when it is run, and asks where by the client.
func NewGateway(c *Client, w Watcher) *Gateway {
	return &Gateway{Pace: Usual(), client: c, watcher: w, budget: rate.NewLimiter(rate.Every(24*time.Hour/maxPerDay), burst)}
}

// Run keeps a connection until ctx ends, which is no error, or Discord says that none will ever work. It leaves nothing behind.
func (g *Gateway) Run(ctx context.Context) error {
	defer g.closing.Wait()
	return g.supervise(ctx)
}

// supervise makes one attempt after the other. Each has a new session of the library: its own reconnecting hangs, never ends
// on a bad token, and cannot be stopped.
func (g *Gateway) supervise(ctx context.Context) error {
	wait := g.Pace.First
	for {
		if g.budget.Tokens() < 1 {
			g.watcher.Log.Error("too many connections to Discord in a day; the next one waits, so that Discord does not reset the token")
		}
		if err := g.budget.Wait(ctx); err != nil {
			return nil
		}
		begun := g.watcher.Now()
		code, err := g.attempt(ctx)
		switch fatal := fatalClose(code); {
		case ctx.Err() != nil:
			return nil
		case fatal != "":
			return errors.New(fatal)
		case Unauthorized(err):
			return errors.New(BadToken)
		}
		if g.watcher.Now().Sub(begun) > steadyAfter {
			wait = g.Pace.First
		}
		g.watcher.Log.Warn("the connection to Discord ended; connecting again", "close", code, "wait", wait.Round(time.Millisecond), "reason", reason(err))
		if sleep(ctx, wait/2+rand.N(wait/2+1)) != nil {
			return nil
		}
		wait = min(2*wait, g.Pace.Longest)
	}
}

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

// BadToken says what to do when Discord does not know the token.
const BadToken = "connecting to Discord: the token is not valid; in the developer portal, under Bot, choose Reset Token, and set BACKTALK_DISCORD_TOKEN to the new one"

// fatalClose says what to do about a close code that no new connection helps against; "" for all others.
func fatalClose(code int) string {
	switch code {
	case closeBadToken:
		return BadToken
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
func (g *Gateway) attempt(ctx context.Context) (code int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	l, err := newLine(ctx, g.client)
	if err != nil {
		return 0, err
	}
	l.session.Identify.Intents = intents(g.watcher.Texts)
	l.session.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if l.missed(e.Sequence) {
			g.watcher.Missed() // before this event moves anything
			l.under().abandon(errMissed)
		}
		g.watcher.Event(ctx, e.Type, e.RawData)
	})
	g.watcher.Begins()

	opened := make(chan error, 1)
	g.closing.Go(func() { opened <- l.session.Open() })
	late := time.NewTimer(g.Pace.Open)
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
	g.watcher.Log.Info("connected to Discord")
	err = l.watch(ctx, g.watcher.Alive)
	orderly := err == nil
	g.closing.Go(func() { l.close(orderly, g.Pace.Stop) })
	return l.outcome(err)
}

// intents are the least that is needed: the privileged one for message texts only where texts are read that are not
// meant for the bot (events/gateway, "Gateway Intents").
func intents(texts bool) discordgo.Intent {
	all := discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	if texts {
		all |= discordgo.IntentMessageContent
	}
	return all
}
