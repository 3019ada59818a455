package link

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
)

// Client makes REST requests. It is safe for concurrent use.
type Client struct {
	token   string
	session *discordgo.Session // never opened: it only sends
	wire    *wire
	routes  *routes
}

// NewClient returns a client for a bot's token. Without an address of another server that speaks Discord's protocol, it is
// Discord's; without a number of requests in a second, it is what Discord takes.
func NewClient(token, api string, perSecond int) (*Client, error) {
	if token == "" {
		return nil, errors.New("setting up Discord: there is no token; set BACKTALK_DISCORD_TOKEN to the one that the developer portal shows under Bot")
	}
	w, err := newWire(api)
	if err != nil {
		return nil, err
	}
	s, err := newSession(token, w)
	if err != nil {
		return nil, err
	}
	return &Client{token: token, session: s, wire: w, routes: newRoutes(cmp.Or(perSecond, pacePerSecond), time.Now)}, nil
}

// Close ends the connections that wait for the next request.
func (c *Client) Close() { c.wire.close() }

// Call makes a request, waiting as long as the limits and its context allow; doing says what for. What is urgent is tried
// again at once when nothing, or nothing good, comes back soon.
func (c *Client) Call(ctx context.Context, doing, method string, to Path, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	hurry := chat.IsUrgent(ctx) && repeatable(to.route, in)
	for n := 1; ; {
		within := callTimeout
		if hurry && n < attempts {
			within = attemptTime
		}
		again, err := c.once(ctx, within, doing, method, to, in, out)
		switch {
		case again:
		case err != nil && within < callTimeout && ctx.Err() == nil && unclear(err):
			ctx, n = anew(ctx), n+1
		default:
			return err
		}
	}
}

// once makes one attempt, of which the sending is bounded; again is true after a limit that has been waited for.
func (c *Client) once(ctx context.Context, within time.Duration, doing, method string, to Path, in, out any) (again bool, err error) {
	r := &route{}
	if to.route != "" {
		var leave func()
		if r, leave, err = c.routes.enter(ctx, method+" "+to.route, chat.IsUrgent(ctx)); err != nil {
			return false, fmt.Errorf("%s: waiting for a turn: %w", doing, err)
		}
		defer leave()
	}
	var a answer
	data, err := c.send(withAnswer(ctx, &a), within, method, to.endpoint, in)
	var limit *discordgo.RateLimitError
	switch {
	case errors.As(err, &limit):
		wait := min(max(limit.RetryAfter, seconds(a.header.Get("Retry-After"), 0), shortest), longestLimit)
		c.routes.note(r, a, wait)
		if err := courier.Wait(ctx, wait); err != nil {
			return false, fmt.Errorf("%s: Discord wants us to wait %s: %w", doing, wait, err)
		}
		return true, nil
	case err != nil:
		return false, wrap(doing, a, err)
	}
	c.routes.note(r, a, 0)
	if out != nil {
		if err := json.Unmarshal(data, out); err != nil {
			return false, fmt.Errorf("%s: Discord's answer is not understood", doing)
		}
	}
	return false, nil
}

// shortest is the least wait after a refusal, so that an answer of "wait 0 seconds" makes no loop.
const shortest = 100 * time.Millisecond

func (c *Client) send(ctx context.Context, within time.Duration, method, endpoint string, in any) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	var data []byte
	if in != nil {
		var err error
		if data, err = json.Marshal(in); err != nil {
			return nil, err
		}
	}
	free := discordgo.NewRatelimiter().LockBucket("")
	return c.session.RequestWithLockedBucket(method, endpoint, "application/json", data, free, 0, discordgo.WithContext(ctx))
}

// post is a body of which Discord makes a message. Once tells whether it makes one only, however often it is sent, which it does
// of messages with the same nonce.
type post interface{ Once() bool }

// repeatable tells whether a request that carries a warning may be made again at once when it is not known what became of
// it. The answers to interactions have attempts of their own.
func repeatable(route string, in any) bool {
	p, isPost := in.(post)
	return route != "" && (!isPost || p.Once())
}
