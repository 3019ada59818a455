package link

import (
	"time"
)

// Connections is how many connections there are, so that one is there while Slack renews the other.
const Connections = 2

// Times and bounds; where Slack states one, with the page of docs.slack.dev.
const (
	postEvery   = time.Second             // between two posts to one channel: apis/web-api/rate-limits
	ackWithin   = 2500 * time.Millisecond // of Slack's three seconds: apis/events-api/using-socket-mode
	callTimeout = 10 * time.Second        // for one call of the Web API
	firstWait   = time.Second             // before what did not work is tried again
	pingWithin  = 30 * time.Second        // without a ping from Slack a connection is dead, as Slack's own clients have it
	dialWithin  = 20 * time.Second        // for the opening of a WebSocket: ours
	quietMost   = 5 * time.Minute         // that Slack's asking to wait is followed: ours; its limits count by the minute: apis/web-api/rate-limits
	quietLeast  = time.Second             // the shortest; it asks for whole seconds
	stepAside   = 100 * time.Millisecond  // for which what is not urgent waits longer than Slack asks, so that it comes second: ours
	aliveEvery  = time.Second             // between two tellings that a connection stands; the courier wants one every few seconds
	maxRead     = 1 << 20                 // bytes of a delivery: ours; deliveries have a few thousand
	channelsMax = 2000                    // channels whose pace is remembered
)
