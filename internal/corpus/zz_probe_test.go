package corpus
import ("testing";"fmt";"strings";"time"
 "github.com/goccy/go-yaml/parser"
 yast "github.com/goccy/go-yaml/ast"
 "github.com/yuin/goldmark"
 "github.com/yuin/goldmark/extension"
 gparser "github.com/yuin/goldmark/parser"
 "github.com/yuin/goldmark/text"
)
func TestY(t *testing.T){
 for _,s:=range []string{"a: [1, x, null, ~, true, 1.50, \"q\"]\r\nb: |\r\n  lit\r\n  two\r\nc: 2026-01-31\r\nd:\r\n- x\r\n- y: z\r\n","\ufeffa: b","a: *x\n","a: &x b\n","<<: {a: b}\n","a: !!str 3\n","a:\n\t- b\n","a: b\na: c\n","- a\n", "? x\n: y\n","a: {b: c}\n","a:\n","a: 'it''s'\n", "a: # c\n  - x # d\n","a: b: c\n","%YAML 1.2\n---\na: b\n...\n","a: b\n---\nc: d\n","\"a b\": c\n","1: c\n", "a: \n  b\n  c\n", "\x00a: b", "[a]: b\n", "a: \"unclosed\n"}{
  tree,err:=parser.ParseBytes([]byte(s),0)
  fmt.Printf("%q\n",s)
  if err!=nil{ l,m:=yamlFault(err); fmt.Println("  ERR",l,m);continue}
  for _,d:=range tree.Docs{ 
   fmt.Printf("  body %T\n",d.Body)
   m,ok:=d.Body.(*yast.MappingNode); if !ok {continue}
   for _,v:=range m.Values{ fmt.Printf("   key %T %q line %d val %T %q %v\n",v.Key,v.Key.GetToken().Value,v.Key.GetToken().Position.Line,v.Value,v.Value.String(),v.Value.GetToken().Position)
    if sq,ok:=v.Value.(*yast.SequenceNode);ok{for _,x:=range sq.Values{fmt.Printf("      %T %q l%d\n",x,x.GetToken().Value,x.GetToken().Position.Line)}}
   }
  }
 }
 for _,n:=range []int{1000,10000,100000}{
  t0:=time.Now(); _,err:=parser.ParseBytes([]byte("a: "+strings.Repeat("[",n)),0); e:=""; if err!=nil{e=err.Error()[:40]}; fmt.Println("[",n,time.Since(t0),e)
  t0=time.Now(); md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(gparser.WithHeadingAttribute()))
  md.Parser().Parse(text.NewReader([]byte(strings.Repeat(">",n)))); fmt.Println(">",n,time.Since(t0))
  if n<=10000 {t0=time.Now(); _,err=parser.ParseBytes([]byte(strings.Repeat("- ",n)),0);fmt.Println("-",n,time.Since(t0),err!=nil)}
 }
}
func TestM(t *testing.T){
 for _,s:=range []string{"Para\n===\ntext\n","a\n\n[x]: http://b\n\nc [x]\n","text\n[x]: http://b\n","<!-- c --> text\n\nmore","| a |\n|---|\n| b |\n\nx\n","para\n| a | b |\n|---|---|\n| c | d |\n","- a\n\n  b\n- c\n\nend","```\ncode\n\n# no\n```\nend","    ind\n    code\n\nx","> # q\n> t\n","# A {#a}\n## B {#größe}\n### C {#a b}\nD {#d}\n---\n","#\n\ntext","a\rb\r\r# c","[x]: http://b\n# H\ntext\n","# A &amp; \\* `c` <https://x.y>\ntext","[a]: b\n[c]: d\npara\n===\n","[a]: b\n===\n","[a]: b\n|x|\n|-|\n"}{
  md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(gparser.WithHeadingAttribute()))
  root:=md.Parser().Parse(text.NewReader([]byte(s)))
  fmt.Printf("%q\n",s)
  for n:=root.FirstChild();n!=nil;n=n.NextSibling(){ l:=-1; if n.Lines()!=nil{l=n.Lines().Len()}; fmt.Printf("   %s pos %d lines %d\n",n.Kind(),n.Pos(),l)}
 }
}
