package discord

import (
	"slices"
	"strconv"
)

// Permission bits (topics/permissions, "Bitwise Permission Flags").
const (
	mayAdminister           = 1 << 3
	mayView                 = 1 << 10
	maySend                 = 1 << 11
	mayManageMessages       = 1 << 13
	mayEmbed                = 1 << 14
	mayReadHistory          = 1 << 16
	maySendInThreads        = 1 << 38
	everything              = 1<<53 - 1
	noPermissions     int64 = 0
)

// bits reads a set of permissions; none when it is malformed.
func bits(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return noPermissions
	}
	return n
}

// inGuild is what a member with these roles may do in a guild before any channel has its say (topics/permissions,
// "Permission Overwrites", whose example this follows).
func inGuild(g guild, person string, roles []string) int64 {
	if g.OwnerID == person && person != "" {
		return everything
	}
	p := noPermissions
	for _, r := range g.Roles {
		if r.ID == g.ID || slices.Contains(roles, r.ID) { // the role of everyone has the guild's id
			p |= bits(r.Permissions)
		}
	}
	if p&mayAdminister != 0 {
		return everything
	}
	return p
}

// inChannel is what is left, and what is added, in a channel: by the overwrites for everyone, for roles, and for the
// person, in that order. A thread has its parent's overwrites.
func inChannel(p int64, g guild, c channel, person string, roles []string) int64 {
	if p == everything {
		return p
	}
	var roleAllow, roleDeny, ownAllow, ownDeny int64
	for _, o := range c.Overwrites {
		switch {
		case o.ID == g.ID:
			p = p&^bits(o.Deny) | bits(o.Allow)
		case o.Type == 0 && slices.Contains(roles, o.ID):
			roleAllow, roleDeny = roleAllow|bits(o.Allow), roleDeny|bits(o.Deny)
		case o.Type == 1 && o.ID == person:
			ownAllow, ownDeny = bits(o.Allow), bits(o.Deny)
		}
	}
	p = p&^roleDeny | roleAllow
	return p&^ownDeny | ownAllow
}

// need is a permission that the bot needs somewhere, with the name that Discord's settings give it.
type need struct {
	bit  int64
	name string
}

func needsToTalk() []need {
	return []need{{mayView, "View Channels"}, {maySend, "Send Messages"}, {maySendInThreads, "Send Messages in Threads"}, {mayEmbed, "Embed Links"}, {mayReadHistory, "Read Message History"}}
}

func needsInForum() []need {
	return []need{{mayView, "View Channels"}, {maySendInThreads, "Send Messages in Posts"}, {mayEmbed, "Embed Links"}, {mayReadHistory, "Read Message History"}}
}

// least are all permissions that the bot asks for when it is invited. Embed Links is for what is longer than a message.
func least() int64 {
	all := noPermissions
	for _, n := range append(needsToTalk(), needsInForum()...) {
		all |= n.bit
	}
	return all
}
