// Package link is the shell round discordgo, with what that library does not do or does wrongly: it makes requests and keeps
// to Discord's limits, what is urgent first, and it keeps a connection to the gateway whatever that does. It passes events on
// as the JSON that came, and knows nothing of guilds, questions and answers.
//
// Where to look: connect.go keeps the connection, line.go and tap.go listen in on it, rest.go makes requests, path.go says to
// where, callback.go answers interactions in time, route.go and pacer.go keep to the limits, wire.go sends what the library
// wants sent, reason.go tells the log why something failed.
package link

import (
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// newSession is a session of the library with everything off that this package does itself, and silent: what the
// library logs may hold what people write.
func newSession(token string, w http.RoundTripper) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, fmt.Errorf("setting up the Discord library: %w", err)
	}
	s.Client = &http.Client{Transport: w, Timeout: callTimeout}
	s.LogLevel = -1 // below LogError
	s.StateEnabled = false
	s.Compress = false
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.SyncEvents = true // one event after the other; they are only queued there
	return s, nil
}
