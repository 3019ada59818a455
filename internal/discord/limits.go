package discord

import (
	"time"
)

// Limits of Discord's, each with the page of https://discord.com/developers/docs that states it.
const (
	maxContent     = 2000 // characters of a message: resources/message, "Create Message"
	maxDescription = 4096 // characters of an embed's description: resources/message, "Embed Limits"
	maxEmbedTotal  = 6000 // characters of all embeds of a message: the same
	maxRows        = 5    // rows of components: components/reference, "Legacy Message Component Behavior"
	maxRowButtons  = 5    // buttons in a row: components/reference, "Action Row"
	maxButtonLabel = 80   // characters: components/reference, "Button"
	maxCustomID    = 100  // characters: components/reference, "Custom ID"
	maxURL         = 512  // characters of a link button's address: components/reference, "Button"
	maxOptions     = 25   // of a select: components/reference, "String Select"
	maxOptionLabel = 100  // characters, and the same for its value: the same
	maxPlaceholder = 150  // characters of what a select shows before a choice: the same
	maxChoices     = 25   // of an autocompletion: interactions/application-commands, "Autocomplete"
	maxChoice      = 100  // characters of a choice: the same, "Application Command Option Choice Structure"
	maxQuestion    = 1000 // characters of /ask, of the 6000 there may be: the same, "Application Command Option Structure"
	maxPage        = 100  // messages in one look at a channel: resources/message, "Get Channel Messages"

	tokenLasts = 15 * time.Minute // what can be done with an interaction after the first response: interactions/receiving-and-responding
)

// Bounds of our own.
const (
	deferAfter = 1500 * time.Millisecond // half of what the first response to an interaction may take: then Discord is told that an answer is on its way
	answerTime = 20 * time.Second        // for what follows the first response to an interaction
	lookupTime = 3 * time.Second         // for a look at a channel that no event has told of
	hurryTime  = time.Second / 2         // for all looks at channels for what tells of danger
	intakeRoom = 10_000                  // events that wait; beyond, the connection is read more slowly
	intakeWide = 64                      // channels whose events are taken on at a time
	pressRoom  = 64                      // interactions worked on at a time
	pressQueue = 512                     // interactions that wait beyond that
	dmLasts    = 7 * 24 * time.Hour      // how long a direct channel is looked at after a gap
	overlap    = time.Minute             // of a catch-up with what was seen before
	keepEvery  = 5 * time.Second         // between two notes of the last message seen
)

// message flags: resources/message, "Message Flags".
const (
	flagSuppressEmbeds = 1 << 2
	flagEphemeral      = 1 << 6
)

// message types that people make: resources/message, "Message Types".
const (
	typeDefault = 0
	typeReply   = 19
)

// types of channels: resources/channel, "Channel Types".
const (
	kindText          = 0
	kindDirect        = 1
	kindCategory      = 4
	kindAnnouncement  = 5
	kindNewsThread    = 10
	kindPublicThread  = 11
	kindPrivateThread = 12
	kindForum         = 15
	kindMedia         = 16
)
