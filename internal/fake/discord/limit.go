package fakediscord

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// bucket counts the requests of one route and one top-level resource in the current window.
type bucket struct {
	limit  int
	window time.Duration
	left   int
	resets time.Time
}

func (b *bucket) take(now time.Time) bool {
	if now.After(b.resets) {
		b.left, b.resets = b.limit, now.Add(b.window)
	}
	b.left--
	return b.left >= 0
}

// maxBuckets keeps the buckets of dead interactions from growing for ever.
const maxBuckets = 10000

type tooMany struct {
	Message    string  `json:"message"`
	RetryAfter float64 `json:"retry_after"`
	Global     bool    `json:"global"`
}

// SetBucket sets how many requests a route takes in a window. At first it is 1000 in a second, which nobody meets.
// Discord tells its own by headers only; sending messages is about 5 in 5 s for each channel.
func (s *Server) SetBucket(limit int, window time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bucketLimit, s.bucketWindow = limit, window
	clear(s.buckets)
}

// SetGlobalLimit sets how many requests a second the bot may make over all routes; 0, as at first, is no limit. Discord's
// is 50 (topics/rate-limits, "Global Rate Limit").
func (s *Server) SetGlobalLimit(perSecond int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.global = nil
	if perSecond > 0 {
		s.global = &bucket{limit: perSecond, window: time.Second}
	}
}

// limit writes the rate-limit headers, and returns the 429's body when a limit is met.
func (s *Server) limit(h http.Header, c *call) any {
	now := time.Now()
	if s.global != nil && c.needsToken() && !s.global.take(now) {
		after := s.global.resets.Sub(now)
		h.Set("Retry-After", strconv.Itoa(int(after/time.Second)+1))
		h.Set("X-RateLimit-Global", "true")
		h.Set("X-RateLimit-Scope", "global")
		return tooMany{Message: "You are being rate limited.", RetryAfter: after.Seconds(), Global: true}
	}
	if c.segs[0] == "interactions" || c.segs[0] == "gateway" {
		return nil
	}
	key, name := c.bucket()
	b := s.buckets[key]
	if b == nil {
		if len(s.buckets) > maxBuckets {
			clear(s.buckets)
		}
		b = &bucket{limit: s.bucketLimit, window: s.bucketWindow}
		s.buckets[key] = b
	}
	ok := b.take(now)
	after := b.resets.Sub(now)
	h.Set("X-RateLimit-Bucket", name)
	h.Set("X-RateLimit-Limit", strconv.Itoa(b.limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(max(b.left, 0)))
	h.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(b.resets.UnixMilli())/1000, 'f', 3, 64))
	h.Set("X-RateLimit-Reset-After", seconds(after))
	if ok {
		return nil
	}
	h.Set("Retry-After", strconv.Itoa(int(after/time.Second)+1))
	h.Set("X-RateLimit-Scope", "user")
	return tooMany{Message: "You are being rate limited.", RetryAfter: after.Seconds()}
}

// bucket names the limit that a request counts for: the route with its ids left out, and the top-level resource.
func (c *call) bucket() (key, name string) {
	var route strings.Builder
	route.WriteString(c.method)
	for i, seg := range c.segs {
		route.WriteByte('/')
		if i == 0 || number(seg) == 0 && !(c.segs[0] == "webhooks" && i == 2) {
			route.WriteString(seg)
		}
	}
	name = route.String()
	key = name + " " + c.seg(1)
	if c.segs[0] == "webhooks" {
		key += " " + c.seg(2)
	}
	return key, name
}
