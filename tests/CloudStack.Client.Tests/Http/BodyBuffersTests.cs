using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client.Tests.Http;

/// <summary>Buffers for response bodies: cleared before they are reused, and a single long one for the whole client.</summary>
public class BodyBuffersTests
{
    private const int Long = 300 * 1024;

    [Test]
    public void A_long_buffer_is_used_again_and_clean()
    {
        BodyBuffers buffers = new();
        byte[] first = buffers.Rent(Long);
        first.AsSpan().Fill(1);
        buffers.Return(first, first.Length);

        byte[] second = buffers.Rent(Long - 1000);

        Assert.That(second, Is.SameAs(first));
        Assert.That(second, Is.All.Zero);
    }

    [Test]
    public void A_buffer_is_never_in_two_hands()
    {
        BodyBuffers buffers = new();
        buffers.Return(buffers.Rent(Long), written: 0);

        byte[] one = buffers.Rent(Long);
        byte[] other = buffers.Rent(Long);

        Assert.That(one, Is.Not.SameAs(other));
    }

    [Test]
    public void The_longest_is_kept_unless_it_is_very_long()
    {
        BodyBuffers buffers = new();
        byte[] longer = buffers.Rent(2 * Long);
        byte[] shorter = buffers.Rent(Long);
        byte[] huge = buffers.Rent(16 * 1024 * 1024);
        buffers.Return(longer, written: 0);
        buffers.Return(shorter, written: 0);
        buffers.Return(huge, written: 0);

        Assert.That(buffers.Rent(Long), Is.SameAs(longer));
    }

    [Test]
    public void A_kept_buffer_that_is_too_short_is_not_given_out()
    {
        BodyBuffers buffers = new();
        buffers.Return(buffers.Rent(Long), written: 0);

        Assert.That(buffers.Rent(2 * Long), Has.Length.GreaterThanOrEqualTo(2 * Long));
    }

    [Test]
    public void The_very_length_that_was_kept_is_given_out_and_a_megabyte_is_kept()
    {
        BodyBuffers buffers = new();
        byte[] kept = buffers.Rent(1024 * 1024);
        buffers.Return(kept, written: 0);

        Assert.That(buffers.Rent(1024 * 1024), Is.SameAs(kept));
    }
}
