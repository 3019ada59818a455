package fakediscord

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"backtalk/internal/fake/wire"
)

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
	s.routes = wire.Buckets{Size: limit, Gain: limit, Every: window}
}

// SetGlobalLimit sets how many requests a second the bot may make over all routes; 0, as at first, is no limit. Discord's
// is 50 (topics/rate-limits, "Global Rate Limit").
func (s *Server) SetGlobalLimit(perSecond int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.global = wire.Buckets{Size: perSecond, Gain: perSecond, Every: time.Second}
}

// limit writes the rate-limit headers, and returns the 429's body when a limit is met.
func (s *Server) limit(h http.Header, c *call) any {
	if c.needsToken() {
		if left, after := s.global.Take(""); left < 0 {
			return refuseFor(h, after, true)
		}
	}
	if c.segs[0] == "interactions" || c.segs[0] == "gateway" {
		return nil
	}
	key, name := c.bucket()
	left, after := s.routes.Take(key)
	h.Set("X-RateLimit-Bucket", name)
	h.Set("X-RateLimit-Limit", strconv.Itoa(s.routes.Size))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(max(left, 0)))
	h.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(time.Now().Add(after).UnixMilli())/1000, 'f', 3, 64))
	h.Set("X-RateLimit-Reset-After", seconds(after))
	if left >= 0 {
		return nil
	}
	return refuseFor(h, after, false)
}

// refuseFor writes the headers of a 429 and returns its body.
func refuseFor(h http.Header, after time.Duration, global bool) any {
	h.Set("Retry-After", strconv.Itoa(int(after/time.Second)+1))
	h.Set("X-RateLimit-Scope", "user")
	if global {
		h.Set("X-RateLimit-Scope", "global")
		h.Set("X-RateLimit-Global", "true")
	}
	return tooMany{Message: "You are being rate limited.", RetryAfter: after.Seconds(), Global: global}
}

// refuse answers a request that meets a fault with a status as Discord does.
func refuseFault(w http.ResponseWriter, f wire.Fault) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	var body any = &apiError{Message: strconv.Itoa(f.Status) + ": " + http.StatusText(f.Status)}
	if f.Status == http.StatusTooManyRequests {
		body = refuseFor(h, f.RetryAfter, f.Global)
		if !f.Global {
			h.Set("X-RateLimit-Limit", "5")
			h.Set("X-RateLimit-Remaining", "0")
			h.Set("X-RateLimit-Reset-After", seconds(f.RetryAfter))
		}
	}
	w.WriteHeader(f.Status)
	_, _ = w.Write(mustJSON(body))
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }

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
