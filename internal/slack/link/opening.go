package link

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
)

// pacer lets a connection be opened at once, and then again only after a pause that doubles as long as connections do
// not last. slack-go opens anew without any pause when Slack sends a connection away, and Slack may go on doing that.
type pacer struct {
	next  http.RoundTripper
	first time.Duration // pause before the second opening in a row
	sleep func(context.Context, time.Duration) error

	mu   sync.Mutex
	last time.Time
	wait time.Duration
}

// Figures of the pauses: the longest, and how long a connection must last so that the next opening is free. A
// connection that is renewed as usual lasts for hours.
const (
	longestWait = time.Minute
	calm        = 30 * time.Second
)

// RoundTrip paces apps.connections.open and passes everything else on.
func (p *pacer) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/apps.connections.open") {
		if err := p.sleep(r.Context(), p.pause(time.Now())); err != nil {
			return nil, err
		}
		p.opened(time.Now())
	}
	return p.next.RoundTrip(r)
}

// pause is how long to wait before an opening.
func (p *pacer) pause(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.last.IsZero(), now.Sub(p.last) > calm:
		p.wait = 0
	case p.wait == 0:
		p.wait = p.first
	default:
		p.wait = min(2*p.wait, longestWait)
	}
	return p.wait
}

func (p *pacer) opened(at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = at
}
