package voice

import "strings"

// Paused answers a command while the bot is paused.
func (v Voice) Paused() string { return "I'm paused here at the moment. " + v.Reach() }

// PausedNow tells staff that a pause began, and where.
func (v Voice) PausedNow(everywhere bool) string {
	where := "in this channel"
	if everywhere {
		where = "everywhere in this space"
	}
	return "I'm paused " + where + " until somebody resumes me. I still answer danger signs that are said to me, and nothing else."
}

// DirectToo says, after that, that it covers direct messages.
func (v Voice) DirectToo() string { return "That goes for direct messages, too." }

// DirectNot says, after that, that it does not.
func (v Voice) DirectNot() string {
	return "Direct messages go on being answered, since I serve more than one space."
}

// Resumed tells staff that pauses ended: of all the space or of a channel, whether the space was paused, and how many channels were.
func (v Voice) Resumed(all, everywhere bool, channels int) string {
	switch {
	case !all && channels > 0:
		return "I'm no longer paused in this channel."
	case !all:
		return "I wasn't paused in this channel by itself."
	case everywhere && channels > 0:
		return "I'm no longer paused anywhere in this space. That ends the pause of " + numbered(channels, "single channel") + " too."
	case everywhere:
		return "I'm no longer paused anywhere in this space."
	case channels > 0:
		return "I'm no longer paused anywhere in this space; " + numbered(channels, "channel") + " had a pause."
	}
	return "I wasn't paused anywhere in this space."
}

// StillPaused says that a channel stays quiet with its space.
func (v Voice) StillPaused() string {
	return "I'm still paused everywhere in this space, and that includes this channel."
}

// Status says where it is paused.
func (v Voice) Status(here, everywhere bool, others int) string {
	var where []string
	if everywhere {
		where = append(where, "everywhere in this space")
	}
	if here {
		where = append(where, "here")
	}
	if others > 0 {
		where = append(where, "in "+numbered(others, "other channel"))
	}
	if len(where) == 0 {
		return "I'm not paused anywhere in this space."
	}
	return "I'm paused: " + strings.Join(where, ", ") + "."
}

// NotSaved says that a pause or its end could not be saved.
func (v Voice) NotSaved() string {
	return "I couldn't save that, so it holds only until I'm restarted. Please tell whoever looks after me."
}
