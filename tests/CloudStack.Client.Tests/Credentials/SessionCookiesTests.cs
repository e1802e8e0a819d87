namespace CloudStack.Client.Tests.Credentials;

public class SessionCookiesTests
{
    [Test]
    public void Every_cookie_is_kept_by_its_name_and_the_last_value_counts()
    {
        SessionCookies cookies = new();
        Assert.That((cookies.Header, cookies.ToString()), Is.EqualTo(("", "0 cookies")));

        Take(cookies, "JSESSIONID=node1.node0; Path=/client", "sessionkey=a+/b==;HttpOnly", "balancer = 1 ; Max-Age=600");
        Take(cookies, "balancer=2", "nonsense", "=nameless", "; Path=/");

        Assert.That(cookies.Header, Is.EqualTo("JSESSIONID=node1.node0; sessionkey=a+/b==; balancer=2"));
        Assert.That(cookies.Secrets, Is.EqualTo(new[] { "node1.node0", "a+/b==", "2" }));
        Assert.That(cookies.ToString(), Is.EqualTo("3 cookies"));
    }

    [Test]
    public void A_cookie_without_a_value_is_one_that_the_server_deletes()
    {
        SessionCookies cookies = new();
        Take(cookies, "a=1", "b=2");
        Take(cookies, "a=; Max-Age=0");
        Take(cookies);

        Assert.That(cookies.Header, Is.EqualTo("b=2"));
    }

    private static void Take(SessionCookies cookies, params string[] lines)
    {
        using HttpResponseMessage response = new();
        foreach (string line in lines)
        {
            response.Headers.TryAddWithoutValidation("Set-Cookie", line);
        }

        cookies.Take(response.Headers);
    }
}
