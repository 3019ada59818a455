package link

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
	*Client
	deliver  func(context.Context, Delivery)
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

// Delivery is what Slack delivers: an event, a command, a press or a form. Ack tells Slack that it came, with what is shown
// for it, if anything is.
type Delivery struct {
	Type    string
	Payload json.RawMessage
	Ack     func(shown any) error
}

// Kinds of deliveries.
const (
	Events       = socketmode.RequestTypeEventsAPI
	Commands     = socketmode.RequestTypeSlashCommands
	Interactions = socketmode.RequestTypeInteractive
)

// Connect holds the connections of Socket Mode until ctx ends, which is no error, or a setting is wrong. What is delivered is
// told to deliver, which must not wait; that one stands is told to alive, again and again. It leaves nothing running.
func (c *Client) Connect(ctx context.Context, deliver func(context.Context, Delivery), alive func()) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var open sync.WaitGroup
	open.Go(func() { c.pulse.run(ctx, alive) })
	for range Connections {
		open.Go(func() {
			if err := c.connect(ctx, deliver); err != nil {
				stop(err)
			}
		})
	}
	open.Wait()
	if cause := context.Cause(ctx); !isEnd(cause) {
		return cause
	}
	return nil
}

// connect holds one connection until ctx ends. It ends with an error when a setting is wrong.
func (c *Client) connect(ctx context.Context, deliver func(context.Context, Delivery)) error {
	opener := c.library(&http.Client{Transport: &pacer{next: c.http.Transport, first: c.Pace.First, sleep: c.openAfter}, Timeout: longestWait + callTimeout})
	one := &connection{Client: c, deliver: deliver}
	return one.hold(ctx, opener)
}

// hold holds the connection.
func (c *connection) hold(ctx context.Context, opener *api.Client) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	c.stop = stop
	defer c.stands(false)
	c.sm = socketmode.New(opener, socketmode.OptionLog(log.New(io.Discard, "", 0)), socketmode.OptionReadLimit(maxRead),
		socketmode.OptionPingInterval(c.Pace.Ping), socketmode.OptionDialer(dialer(c.Pace.Dial, listener{
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
			case cause == nil:
			case isEnd(cause):
				return nil
			default:
				return cause
			}
			if wrong := Fatal(AppToken, err); wrong != nil {
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
		c.stop(errors.New(SocketModeOff))
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
		c.pass(ctx, envelope{e.Request.Type, e.Request.EnvelopeID, e.Request.Payload})
	case socketmode.EventTypeErrorBadMessage:
		// slack-go could not read it, and would not acknowledge it either. We read less, and perhaps can.
		bad, ok := e.Data.(*socketmode.ErrorBadMessage)
		var env envelope
		if ok && json.Unmarshal(bad.Message, &env) == nil && env.ID != "" {
			c.pass(ctx, env)
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
	if wrong := Fatal(AppToken, failure.ErrorObj); wrong != nil {
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
func (c *Client) greeted(hello *socketmode.Request) {
	if hello == nil {
		return
	}
	c.o.Log.Info("connected to Slack", "connections", hello.NumConnections, "renewed_in", time.Duration(hello.DebugInfo.ApproximateConnectionTime)*time.Second)
	if hello.NumConnections > Connections {
		c.o.Log.Error("Slack counts more connections of the app than this program has; another copy may run, and presses get lost",
			"counted", hello.NumConnections, "own", Connections)
	}
}

// envelope is one delivery.
type envelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
}

// pass passes a delivery on, of whatever kind it is.
func (c *connection) pass(ctx context.Context, e envelope) {
	c.deliver(ctx, Delivery{e.Type, e.Payload, func(shown any) error {
		ctx, cancel := context.WithTimeout(ctx, ackWithin)
		defer cancel()
		if err := c.sm.AckCtx(ctx, e.ID, shown); err != nil {
			return fmt.Errorf("acknowledging a delivery: %w", err)
		}
		return nil
	}})
}
