package corpus
import ("testing";"time";"fmt";"strings")
func TestZBig(t *testing.T){
 var b strings.Builder
 for i:=0;i<20000;i++{fmt.Fprintf(&b,"## Heading number %d\n\n%s\n\n",i,sentencesOf(3,20))}
 for _,n:=range []string{"a.md","a.txt"}{t0:=time.Now();c,err:=Load(folder(n,b.String()));if err!=nil{t.Fatal(err)};fmt.Println(n,b.Len(),len(c.Passages()),time.Since(t0))}
 for name,s:=range map[string]string{"dots":strings.Repeat(". ",2<<20),"bang":strings.Repeat("!",4<<20)+"a","lines":strings.Repeat("Aa\n\n",1<<20),"words":strings.Repeat("aa ",1<<20),"same":strings.Repeat("# A\nx\n",20000),"q":strings.Repeat("a?\n\n",1<<18),"nl":strings.Repeat("\n",4<<20)+"a"}{
  for _,n:=range []string{"a.md","a.txt"}{t0:=time.Now();_,err:=Load(folder(n,s));e:="";if err!=nil{e=err.Error();e=e[:min(len(e),80)]};fmt.Println(name,n,time.Since(t0),e)}
 }
}
