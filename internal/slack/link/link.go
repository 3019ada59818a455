// Package link is the shell round slack-go, with what that library does not do or does wrongly: it makes calls of the Web API at
// Slack's pace, what is urgent first, and it holds the connections of Socket Mode. It passes deliveries on as the JSON that
// came, and knows nothing of channels, questions and answers.
//
// Where to look: connect.go holds the connections, opening.go keeps them from being opened too often, tap.go listens in on
// them, alive.go tells that one stands, rest.go makes calls, route.go and pacer.go keep them to the limits, wire.go reads how long
// Slack wants to wait, fail.go sorts what goes wrong, reason.go tells the log why something failed.
package link

import (
	"io"
	"log"
	"net/http"

	api "github.com/slack-go/slack"
)

// library is the library's client of the Web API. It logs nothing: its log holds what people write.
func (c *Client) library(h *http.Client) *api.Client {
	return api.New(c.o.BotToken, api.OptionAPIURL(c.o.APIURL), api.OptionAppLevelToken(c.o.AppToken), api.OptionHTTPClient(h),
		api.OptionLog(log.New(io.Discard, "", 0)))
}
