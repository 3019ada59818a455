// Package link is the shell round slack-go, with what that library does not do or does wrongly: it makes calls of the Web API at
// Slack's pace, what is urgent first, and it holds the connections of Socket Mode. It passes deliveries on as the JSON that
// came, and knows nothing of channels, questions and answers.
//
// Where to look: connect.go holds the connections, pace.go keeps them from being opened too often, tap.go listens in on them,
// alive.go tells that one stands, queue.go and turn.go keep calls and posts to Slack's pace, moderate.go reads how long Slack
// wants to wait, fail.go sorts what goes wrong, reason.go tells the log why something failed.
package link

import (
	"context"
	"errors"
	"io"
	"log"
	"log/slog"
	"net/http"
	"strings"
	"time"

	api "github.com/slack-go/slack"
)

// Options say who the bot is. All are needed but those that say otherwise.
type Options struct {
	AppToken  string        // xapp-: opens connections, and nothing else
	BotToken  string        // xoxb-: speaks as the bot in one workspace
	APIURL    string        // where the Web API is; empty is Slack's own
	PostEvery time.Duration // between two posts to one channel; 0 is one second, as Slack asks for
	Log       *slog.Logger
	Dead      func(error) // is told when the bot's token is good for nothing any more; nil: nobody wants to know
}

// Pace is how fast things are tried again or given up.
type Pace struct {
	First time.Duration // before what did not work is tried for the second time
	Ping  time.Duration // without a ping, before a connection is dead
	Dial  time.Duration // for opening a WebSocket
}

// Usual is the pace for Slack.
func Usual() Pace { return Pace{firstWait, pingWithin, dialWithin} }

// Client makes calls of the Web API and holds connections. It is safe for concurrent use.
type Client struct {
	API  *api.Client // for use within [Client.Call] and [Client.Post]
	Pace Pace

	o         Options
	transport *http.Transport
	http      *http.Client
	sender    *sender
	pulse     *pulse
	openAfter func(context.Context, time.Duration) error // waits before a connection is opened; tests count instead
}

// New checks the kinds of the tokens and returns a client; nothing is sent yet.
func New(o Options) (*Client, error) {
	if err := checkTokens(o.AppToken, o.BotToken); err != nil {
		return nil, err
	}
	if o.PostEvery == 0 {
		o.PostEvery = postEvery
	}
	if o.APIURL == "" {
		o.APIURL = api.APIURL
	} else if !strings.HasSuffix(o.APIURL, "/") {
		o.APIURL += "/"
	}
	c := &Client{Pace: Usual(), o: o, sender: newSender(o.PostEvery), pulse: &pulse{every: aliveEvery}, openAfter: Sleep}
	c.transport = http.DefaultTransport.(*http.Transport).Clone()
	c.http = &http.Client{Transport: moderate{c.transport}}
	c.API = c.library(c.http)
	c.sender.failed = func(err error) {
		if dead := revoked(BotToken, err); dead != nil && o.Dead != nil {
			o.Dead(dead)
		}
	}
	return c, nil
}

// library is the library's client of the Web API. It logs nothing: its log holds what people write.
func (c *Client) library(h *http.Client) *api.Client {
	return api.New(c.o.BotToken, api.OptionAPIURL(c.o.APIURL), api.OptionAppLevelToken(c.o.AppToken), api.OptionHTTPClient(h),
		api.OptionLog(log.New(io.Discard, "", 0)))
}

// Close ends the connections that wait for the next call.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// Call does a call of the Web API. It waits and tries again as often as Slack answers that there were too many.
func (c *Client) Call(ctx context.Context, method string, call func(context.Context) error) error {
	return c.sender.call(ctx, method, call)
}

// Post does a call that posts to a channel, in its turn.
func (c *Client) Post(ctx context.Context, channel string, call func(context.Context) error) error {
	return c.sender.post(ctx, channel, call)
}

// Respond sends to the address at which an interaction can be answered.
func (c *Client) Respond(ctx context.Context, address string, m *api.WebhookMessage) error {
	return c.sender.call(ctx, "response_url", func(ctx context.Context) error {
		return api.PostWebhookCustomHTTPContext(ctx, address, c.http, m)
	})
}

// Identify asks Slack who the bot is. While the network is down it keeps asking.
func (c *Client) Identify(ctx context.Context) (*api.AuthTestResponse, error) {
	for wait := c.Pace.First; ; wait = min(2*wait, time.Minute) {
		call, cancel := context.WithTimeout(ctx, callTimeout)
		r, err := c.API.AuthTestContext(call)
		cancel()
		if err == nil {
			return r, nil
		}
		if wrong := Fatal(BotToken, err); wrong != nil {
			return nil, wrong
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if longer, limited := retryAfter(err); limited {
			wait = max(wait, longer)
		}
		c.o.Log.Warn("asking Slack who the bot is; it is tried again", "reason", reason(err), "wait", wait)
		if err := Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// Sleep waits, or returns the context's error.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// isEnd tells whether the cause of an end is that somebody wanted it.
func isEnd(cause error) bool {
	return errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded)
}
