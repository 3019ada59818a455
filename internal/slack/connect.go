package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// connection is one connection of Socket Mode, over all its renewals.
type connection struct {
	*Slack
	sm       *socketmode.Client
	stop     context.CancelCauseFunc
	standing bool // it is counted among those that stand
	open     bool
	fate     fate
}

// fate is what is known of a connection's beginning and end, by those who read its bytes.
type fate struct {
	mu     sync.Mutex
	status int   // of the answer to the last upgrade; 0 while there is none
	away   bool  // Slack said that it ends it
	end    error // how reading ended
}

// last is how the last connection ended; what is noted from now on is of the next.
func (f *fate) last() (away bool, end error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	away, end = f.away, f.end
	f.away, f.end = false, nil
	return away, end
}

// answer is the status of the answer to the last upgrade.
func (f *fate) answer() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.status
}

func (f *fate) note(do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	do()
}

// connect holds one connection of Socket Mode until ctx ends. It ends with an error when a setting is wrong.
func (s *Slack) connect(ctx context.Context) error {
	opener := s.client(&http.Client{Transport: &pacer{next: s.http.Transport, first: s.firstWait, sleep: s.openAfter}, Timeout: longestWait + callTimeout})
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	c := &connection{Slack: s, stop: stop}
	defer c.stands(false)
	c.sm = socketmode.New(opener, socketmode.OptionLog(log.New(io.Discard, "", 0)), socketmode.OptionReadLimit(maxRead),
		socketmode.OptionPingInterval(s.ping), socketmode.OptionDialer(dialer(s.dialIn, listener{
			sentAway: c.sentAway,
			answered: func(status int) { c.fate.note(func() { c.fate.status = status }) },
			ended:    func(err error) { c.fate.note(func() { c.fate.end = err }) },
		})))
	ended := make(chan error, 1)
	go func() { ended <- c.sm.RunContext(ctx) }()
	for {
		select {
		case e := <-c.sm.Events:
			c.take(ctx, e)
		case err := <-ended:
			switch cause := context.Cause(ctx); {
			case errors.Is(cause, context.Canceled), errors.Is(cause, context.DeadlineExceeded):
				return nil
			case cause != nil:
				return cause
			}
			if wrong := fatal(appToken, err); wrong != nil {
				return wrong
			}
			return errors.New("connecting to Slack: " + reason(err))
		}
	}
}

// stands notes whether the connection stands: from Slack's greeting on, until it is lost.
func (c *connection) stands(now bool) {
	switch {
	case now && !c.standing:
		c.pulse.standing.Add(1)
	case !now && c.standing:
		c.pulse.standing.Add(-1)
	}
	c.standing = now
}

// sentAway takes the reason for which Slack ends a connection. slack-go connects again whatever it is.
func (c *connection) sentAway(why string) {
	c.fate.note(func() { c.fate.away = true })
	switch why {
	case "link_disabled":
		c.stop(errors.New(socketModeOff))
	case "too_many_websockets":
		c.o.Log.Error("Slack ends a connection: the app has too many; is another copy of the program running?", "reason", why)
	default:
		c.o.Log.Info("Slack renews a connection", "reason", why)
	}
}

// take takes an event of the connection. What people wrote is in no log line.
func (c *connection) take(ctx context.Context, e socketmode.Event) {
	switch e.Type {
	case socketmode.EventTypeHello:
		c.stands(true)
		c.greeted(e.Request)
	case socketmode.EventTypeEventsAPI, socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive:
		c.deliver(ctx, c.sm, envelope{e.Request.Type, e.Request.EnvelopeID, e.Request.Payload})
	case socketmode.EventTypeErrorBadMessage:
		// slack-go could not read it, and would not acknowledge it either. We read less, and perhaps can.
		bad, ok := e.Data.(*socketmode.ErrorBadMessage)
		var env envelope
		if ok && json.Unmarshal(bad.Message, &env) == nil && env.ID != "" {
			c.deliver(ctx, c.sm, env)
		}
	case socketmode.EventTypeIncomingError:
		if failure, ok := e.Data.(*api.IncomingEventError); ok && !garbled(failure.ErrorObj) {
			c.stands(false)
		}
	case socketmode.EventTypeConnectionError:
		if failure, ok := e.Data.(*api.ConnectionErrorEvent); ok {
			c.notConnected(failure)
		}
	case socketmode.EventTypeErrorWriteFailed:
		c.o.Log.Warn("an acknowledgement could not be written; Slack may send its event again")
	case socketmode.EventTypeConnecting:
		c.ended()
	case socketmode.EventTypeConnected:
		c.open = true
		c.o.Log.Debug("a connection to Slack is open")
	}
}

// ended notes the end of a connection: slack-go says that it connects for the first time, or because the last one has
// ended, for whatever reason.
func (c *connection) ended() {
	c.stands(false)
	away, end := c.fate.last()
	if c.open && !away {
		c.o.Log.Warn("a connection to Slack has ended; another is opened", "reason", reason(end))
	}
	c.open = false
}

// notConnected says why a connection could not be made. Some reasons only a person can mend.
func (c *connection) notConnected(failure *api.ConnectionErrorEvent) {
	if wrong := fatal(appToken, failure.ErrorObj); wrong != nil {
		c.stop(wrong)
		return
	}
	told := []any{"reason", reason(failure.ErrorObj), "wait", failure.Backoff}
	if status := c.fate.answer(); status != 0 && errors.Is(failure.ErrorObj, websocket.ErrBadHandshake) {
		told = append(told, "status", status)
	}
	c.o.Log.Warn("connecting to Slack; it is tried again", told...)
}

// greeted notes a new connection, and raises the alarm when Slack counts more of them than there should be: it gives
// each its share of what people press, and what a stranger gets is lost.
func (s *Slack) greeted(hello *socketmode.Request) {
	if hello == nil {
		return
	}
	s.o.Log.Info("connected to Slack", "connections", hello.NumConnections, "renewed_in", time.Duration(hello.DebugInfo.ApproximateConnectionTime)*time.Second)
	if hello.NumConnections > connections {
		s.o.Log.Error("Slack counts more connections of the app than this program has; another copy may run, and presses get lost",
			"counted", hello.NumConnections, "own", connections)
	}
}

// envelope is one delivery.
type envelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
}

// deliver has a delivery worked on and acknowledged. It never waits for work, so that reading from Slack goes on.
func (s *Slack) deliver(ctx context.Context, sm *socketmode.Client, e envelope) {
	ack := func(payload any) error {
		ctx, cancel := context.WithTimeout(ctx, ackWithin)
		defer cancel()
		if err := sm.AckCtx(ctx, e.ID, payload); err != nil {
			return fmt.Errorf("acknowledging a delivery: %w", err)
		}
		return nil
	}
	switch e.Type {
	case socketmode.RequestTypeEventsAPI:
		s.takeEvent(ctx, e.Payload, ack)
	case socketmode.RequestTypeSlashCommands:
		urgent := s.urgentCommand(ctx, e.Payload)
		s.hand(urgent, func(work context.Context) {
			if urgent { // the answer does not wait for a connection on which nothing can be acknowledged
				s.acknowledge(ack)
				s.takeCommand(work, e.Payload, func(any) error { return nil })
				return
			}
			s.takeCommand(work, e.Payload, ack)
		})
	case socketmode.RequestTypeInteractive:
		s.hand(s.urgentForm(ctx, e.Payload), func(work context.Context) { s.takeInteraction(work, e.Payload, ack) })
	default:
		s.acknowledge(ack)
	}
}

// acknowledge has an acknowledgement sent, and does not wait for it: a connection that takes nothing any more holds up
// neither the reading nor an answer.
func (s *Slack) acknowledge(ack func(any) error) { s.running.Go(func() { s.noted(ack(nil)) }) }

// noted tells an error that nothing can be done about, once.
func (s *Slack) noted(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		s.o.Log.Warn("working for Slack", "error", bare(err))
	}
}
