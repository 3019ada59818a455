package fakediscord

// Permission is a set of permission bits (Discord, topics/permissions).
type Permission int64

// The permissions that matter to a bot that answers questions.
const (
	Administrator     Permission = 1 << 3
	AddReactions      Permission = 1 << 6
	ViewChannel       Permission = 1 << 10
	SendMessages      Permission = 1 << 11
	ManageMessages    Permission = 1 << 13
	EmbedLinks        Permission = 1 << 14
	AttachFiles       Permission = 1 << 15
	ReadHistory       Permission = 1 << 16
	MentionEveryone   Permission = 1 << 17
	UseCommands       Permission = 1 << 31
	CreateThreads     Permission = 1 << 35
	SendInThreads     Permission = 1 << 38
	everyPermission   Permission = 1<<53 - 1
	defaultPermission            = AddReactions | ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory |
		UseCommands | CreateThreads | SendInThreads
)

// Subject is a person or a role: whoever a channel can give or take permissions.
type Subject interface {
	subject() (id string, member bool)
}

func (u *User) subject() (string, bool) { return u.ID, true }
func (r *Role) subject() (string, bool) { return r.ID, false }

// overwrite is what a channel gives to and takes from one subject.
type overwrite struct {
	member      bool
	allow, deny Permission
}

// base is what a member may do in the guild before any channel has its say.
func (g *guild) base(userID string) Permission {
	if g.owner == userID {
		return everyPermission
	}
	m := g.members[userID]
	if m == nil {
		return 0
	}
	p := g.roles[g.ID].permissions
	for _, r := range m.roles {
		p |= g.roles[r].permissions
	}
	if p&Administrator != 0 {
		return everyPermission
	}
	return p
}

// permissions is what a person may do in a channel: the guild's, then the channel's overwrites for everyone, for roles
// and for the member, in that order. Threads take their parent's.
func (s *Server) permissions(userID string, c *channel) Permission {
	if c.Kind == DirectMessage {
		if userID == s.bot.ID || userID == c.recipient {
			return everyPermission
		}
		return 0
	}
	g := s.guilds[c.GuildID]
	if g == nil {
		return 0
	}
	if c.isThread() {
		if parent := s.channels[c.ParentID]; parent != nil {
			c = parent
		}
	}
	p := g.base(userID)
	if p == everyPermission || p == 0 {
		return p
	}
	if o := c.overwrites[g.ID]; o != nil {
		p = p&^o.deny | o.allow
	}
	var allow, deny Permission
	for _, r := range g.members[userID].roles {
		if o := c.overwrites[r]; o != nil {
			allow, deny = allow|o.allow, deny|o.deny
		}
	}
	p = p&^deny | allow
	if o := c.overwrites[userID]; o != nil {
		p = p&^o.deny | o.allow
	}
	if p&ViewChannel == 0 {
		return 0
	}
	return p
}
